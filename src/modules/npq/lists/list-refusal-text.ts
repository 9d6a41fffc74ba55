import { fileRefusalText } from '../../directory/public.ts'
import { LONGEST_AHEAD_DAYS } from './list-guard-rules.ts'

type Refusal = { readonly code: string; readonly facts: Record<string, unknown> }

const TEXTS: Readonly<Record<string, string>> = {
  'no-longer-previewed': 'Somebody has applied or thrown away this version. Look at the versions of the list.',
  'reason-needed': 'Rows were left out, or much of the list disappears. Check that it is the right file.',
  'in-the-past': 'A list counts from today or a later day: earlier decisions were made without it.',
  'too-far-ahead': `A list can begin at most ${LONGEST_AHEAD_DAYS} days from today.`,
}

/** Why a list was not taken, and what to do. */
export const listRefusalText = (refusal: Refusal): string => TEXTS[refusal.code] ?? fileRefusalText(refusal)
