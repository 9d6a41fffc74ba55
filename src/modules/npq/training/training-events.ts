import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { TRAINING_STATUSES } from '../registrations/registration-states.ts'
import { DEFERRAL_REASONS, deferralText, WITHDRAWAL_REASONS, withdrawalText } from './training-reasons.ts'

const about = { provider: z.string(), course: z.string(), cohort: z.string() }
const training = change(z.enum(TRAINING_STATUSES))

export const trainingDeferred = defineEvent({
  name: 'npq.training-deferred',
  version: 1,
  payload: z.object({ ...about, training, because: z.enum(DEFERRAL_REASONS) }),
  sentence: ({ provider, course, because }) => `${provider} deferred training for ${course}: ${deferralText[because]}`,
})

export const trainingResumed = defineEvent({
  name: 'npq.training-resumed',
  version: 1,
  payload: z.object({ ...about, training }),
  sentence: ({ provider, course }) => `${provider} resumed training for ${course}`,
})

export const trainingWithdrawn = defineEvent({
  name: 'npq.training-withdrawn',
  version: 1,
  payload: z.object({ ...about, training, because: z.enum(WITHDRAWAL_REASONS) }),
  sentence: ({ provider, course, because }) =>
    `${provider} withdrew the participant from ${course}: ${withdrawalText[because]}`,
})

export const scheduleChanged = defineEvent({
  name: 'npq.schedule-changed',
  version: 1,
  payload: z.object({
    ...about,
    schedule: change(z.string().nullable()),
    cohorts: change(z.string()),
    fundedPlace: change(z.boolean().nullable()),
  }),
  sentence: ({ provider, cohorts, schedule }) =>
    cohorts.before === cohorts.after
      ? `${provider} changed the schedule to ${schedule.after}`
      : `${provider} moved the participant from cohort ${cohorts.before} to ${cohorts.after}, schedule ${schedule.after}`,
})

/** How training went on after acceptance. */
export const trainingEvents: readonly EventDefinition[] = [
  trainingDeferred,
  trainingResumed,
  trainingWithdrawn,
  scheduleChanged,
]
