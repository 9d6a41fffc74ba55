import { z } from 'zod'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { REGISTRATION_STATUSES } from '../registrations/registration-states.ts'

export const registrationExpired = defineEvent({
  name: 'npq.registration-expired',
  version: 1,
  payload: z.object({
    ...{ provider: z.string(), course: z.string(), cohort: z.string() },
    status: change(z.enum(REGISTRATION_STATUSES)),
  }),
  sentence: ({ provider, course }) => `Registration for ${course} expired: ${provider} had not accepted it in time`,
})

/** What the system ends because its time has passed. */
export const expiryEvents: readonly EventDefinition[] = [registrationExpired]
