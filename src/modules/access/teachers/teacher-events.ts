import { z } from 'zod'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'

export const sameNumberFound = defineEvent({
  name: 'access.same-number-found',
  version: 1,
  payload: z.object({}),
  sentence: () => 'Gave a teacher reference number, proved with the teaching record, that another account has',
})

export const numberWaits = defineEvent({
  name: 'access.number-waits',
  version: 1,
  payload: z.object({ ending: z.string() }),
  sentence: ({ ending }) =>
    `The teaching record did not answer about the teacher reference number ending in ${ending}. We ask again`,
})

export const NUMBER_OUTCOMES = ['active', 'not-found', 'deactivated', 'merged-into', 'given-up'] as const
export type NumberOutcome = (typeof NUMBER_OUTCOMES)[number]

const outcomeText: Readonly<Record<NumberOutcome, string>> = {
  active: 'exists. Asked to confirm it with the date of birth',
  'not-found': 'is not on the teaching record',
  deactivated: 'is of a record that has been deactivated',
  'merged-into': 'has become another number',
  'given-up': 'could not be checked for a week',
}

export const numberAnswered = defineEvent({
  name: 'access.number-answered',
  version: 1,
  payload: z.object({ ending: z.string(), outcome: z.enum(NUMBER_OUTCOMES) }),
  sentence: ({ ending, outcome }) => `The teacher reference number ending in ${ending} ${outcomeText[outcome]}`,
})

export const numberChecked = defineEvent({
  name: 'access.number-checked-by-staff',
  version: 1,
  payload: z.object({ before: z.string(), after: z.string().nullable(), said: z.string() }),
  sentence: ({ before, after, said }) =>
    `Teacher reference number ${before} checked with the teaching record, which says “${said}”. ${leftText(before, after)}`,
})

/** What happens to the numbers of people with accounts. */
export const teacherEvents: readonly EventDefinition[] = [sameNumberFound, numberWaits, numberAnswered, numberChecked]

function leftText(before: string, after: string | null): string {
  if (after === null) return 'It was taken off'
  return after === before ? 'It stays' : `It was changed to ${after}`
}
