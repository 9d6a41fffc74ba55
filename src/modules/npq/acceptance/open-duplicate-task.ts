import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { openTask } from '../tasks/tasks-store.ts'
import { aboutRegistration, likelyDuplicateFound, subjectsOf } from './acceptance-events.ts'
import { footingOf } from './acceptance-queries.ts'
import { partyOf } from './parties-queries.ts'

/**
 * After a registration could not be accepted because somebody with the same number is accepted already: staff look whether the two
 * are one. Of its own, because what refuses leaves nothing behind. Refuses when staff have it before them.
 */
export const openDuplicateTask = command({
  name: 'npq.open-duplicate-task',
  input: z.object({ registrationId: RegistrationId, otherRegistrationId: z.uuid() }),
  refusals: ['open-already'],
  records: [likelyDuplicateFound.name],
  async run({ tx, actor, now, refuse }, { registrationId, otherRegistrationId }) {
    const registration = await lockRegistration(tx, registrationId)
    if (!registration) return refuse('not-found')
    demand(registrationPolicy.provide(actor, registration))
    const facts = { otherRegistrationId, providerId: registration.providerId }
    if (!(await openTask(tx, { registrationId, kind: 'likely-duplicate', facts, now }))) return refuse('open-already')
    const about = aboutRegistration(registration, await partyOf(tx, registration), await footingOf(tx, registration))
    return {
      value: { registrationId },
      events: [likelyDuplicateFound.of(subjectsOf(registration), { ...about, otherRegistrationId })],
    }
  },
})
