import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { DECLARATION_TYPES, type DeclarationType } from '../training/schedule.ts'
import { HELD_BECAUSE, OUTCOME_STATES } from './declaration.ts'
import { DECLARATION_STATES } from './declaration-states.ts'

const about = { provider: z.string(), course: z.string(), cohort: z.string() }
const declared = { declarationId: z.uuid(), type: z.enum(DECLARATION_TYPES), date: z.iso.date() }
const state = change(z.enum(DECLARATION_STATES))

const declarationTypeText: Readonly<Record<DeclarationType, string>> = {
  started: 'started',
  'retained-1': 'still in training (first time)',
  'retained-2': 'still in training (second time)',
  completed: 'completed',
}

export const declarationMade = defineEvent({
  name: 'npq.declaration-made',
  version: 1,
  payload: z.object({
    ...{ ...about, ...declared },
    state: z.enum(DECLARATION_STATES),
    heldBecause: z.enum(HELD_BECAUSE).nullable(),
  }),
  sentence: ({ provider, course, type, date, heldBecause }) =>
    `${provider} declared ${course} ${declarationTypeText[type]} on ${date}${heldBecause ? ', held while the funded place is in doubt' : ''}`,
})

export const declarationVoided = defineEvent({
  name: 'npq.declaration-voided',
  version: 1,
  payload: z.object({ ...about, ...declared, state }),
  sentence: ({ provider, course, type, date }) =>
    `${provider} took back that ${course} was ${declarationTypeText[type]} on ${date}`,
})

export const declarationMadeEligible = defineEvent({
  name: 'npq.declaration-made-eligible',
  version: 1,
  payload: z.object({ ...about, ...declared, state }),
  sentence: ({ course, type, date }) =>
    `The declaration that ${course} was ${declarationTypeText[type]} on ${date} counts for payment`,
})

export const outcomeRecorded = defineEvent({
  name: 'npq.outcome-recorded',
  version: 1,
  payload: z.object({
    ...about,
    outcomeId: z.uuid(),
    outcome: change(z.enum(OUTCOME_STATES).nullable()),
    completedOn: z.iso.date(),
  }),
  sentence: ({ provider, course, outcome, completedOn }) =>
    `${provider} said that the participant ${outcome.after ?? 'neither passed nor failed'} ${course} on ${completedOn}`,
})

/** What providers declare of participants, and what comes of it. */
export const declarationEvents: readonly EventDefinition[] = [
  declarationMade,
  declarationVoided,
  declarationMadeEligible,
  outcomeRecorded,
]
