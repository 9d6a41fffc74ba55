import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'

type Refusal = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

const TEXTS: Readonly<{ [code: string]: (facts: Refusal['facts']) => string }> = {
  'no-such-year': () => 'There are no rules for this academic year yet.',
  'no-longer-previewed': () => 'Somebody has applied this list or put it away already.',
  'has-faults': () => 'Nothing was changed: put the rows right that cannot be used, and upload the file again.',
  'reason-needed': () => 'Enter the reason.',
  'is-eligible': () => 'The school is on the list already.',
  'is-not-eligible': () => 'The school is not on the list.',
  'cannot-be-eligible': ({ why }) => `${String(why)}.`,
}

/** Why a list or a school was not taken, and what to do. */
export const eligibleRefusalText = (refusal: Refusal): string =>
  TEXTS[refusal.code]?.(refusal.facts) ?? tableRefusalText(refusal)
