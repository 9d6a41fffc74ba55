import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { offersOf } from '../courses/courses-queries.ts'
import { providerChange } from '../registrations/change-rules.ts'
import { RegistrationId } from '../registrations/registration.ts'
import { providerChanged } from '../registrations/registration-events.ts'
import { askRelease } from './ask-release.ts'
import { changeNow, howToChange } from './change-now.ts'
import { lockForChange, otherLive } from './lock-for-change.ts'
import { releaseAsked } from './request-events.ts'

/**
 * Moves a registration to another provider of the same course, also to one that it was with before. At once while it is pending or
 * was rejected, which makes it pending again; when a provider has accepted it, that provider is asked (`asked` in the answer).
 * `seen` is the revision that was shown.
 */
export const changeProvider = command({
  name: 'npq.change-provider',
  input: z.object({ registrationId: RegistrationId, seen: z.int(), providerId: z.uuid() }),
  refusals: [
    'reason-needed',
    'changed-since',
    'not-possible',
    'closed',
    'already-asked',
    'same-provider',
    'already-registered',
    'not-offered',
  ],
  records: [providerChanged.name, releaseAsked.name],
  async run(work, { registrationId, seen, providerId }) {
    const { tx, now, baseUrl, refuse } = work
    const locked = await lockForChange(work, { registrationId, seen })
    const { registration } = locked
    const { course, cohort, answers, fundingChoice } = registration
    const how = await howToChange(work, locked, providerChange(locked.facts))
    if (providerId === registration.providerId) refuse('same-provider')
    const other = await otherLive(tx, registration, course)
    if (other) refuse('already-registered', { registrationId: other.id })
    const offers = await offersOf(tx, { course, cohort })
    if (!offers.some((offer) => offer.providerId === providerId)) refuse('not-offered')
    if (how === 'at-once') {
      const made = await changeNow(work, { locked, providerId, newCourse: null })
      return { value: { registrationId, asked: false }, ...made }
    }
    const wish = { kind: 'provider', toProviderId: providerId, toCourse: course, answers, fundingChoice } as const
    const { events, send } = await askRelease(tx, { locked, wish, baseUrl, now })
    return { value: { registrationId, asked: true }, events, send }
  },
})
