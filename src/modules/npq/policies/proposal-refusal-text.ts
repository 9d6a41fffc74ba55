import { LONGEST_AHEAD_DAYS } from '../lists/list-guard-rules.ts'

const TEXTS: Readonly<{ [code: string]: string }> = {
  'in-the-past': 'Rules count from today or a later day: earlier decisions were made without them',
  'too-far-ahead': `Rules can begin at most ${LONGEST_AHEAD_DAYS} days from today`,
  'moment-taken': 'Other rules of this cohort begin at that moment. Choose another day',
  'moment-passed': 'Their moment has passed. Their author has to take them back and propose them with another day',
  'nothing-changed': 'The rules are the same as those that count then. Change a rule first',
  'no-cases': 'The newest table of cases has no cases of this cohort. Run one with what you expect of the new rules',
  'cases-differ':
    'Some cases of the newest table do not come out as it expects. Change the rules, or run a table with what is expected now',
  'rules-changed-meanwhile':
    'Other rules of this cohort were approved since. Their author has to take these back and look at the differences again',
}

/** Why rules cannot be proposed or approved, and what to do; null for what is no fault of the proposal. */
export const proposalRefusalText = (code: string): string | null => TEXTS[code] ?? null
