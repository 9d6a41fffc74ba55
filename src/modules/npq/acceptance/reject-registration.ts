import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { rejectedEmail } from '../emails/acceptance-emails.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { REASONS_FOR_REJECTION, RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { lockRegistration } from '../registrations/registrations-store.ts'
import { aboutRegistration, registrationRejected, subjectsOf } from './acceptance-events.ts'
import { footingOf } from './acceptance-queries.ts'
import { whyNotRejected } from './acceptance-rules.ts'
import { endOpenMatters } from './end-open-matters.ts'
import { partyOf } from './parties-queries.ts'
import { rejected, saveRejected } from './save-rejected.ts'

/**
 * The provider says no, also to somebody whom it had accepted while nothing that counts was declared of them. Staff reject with
 * another reason when the time of a registration has passed.
 */
export const rejectRegistration = command({
  name: 'npq.reject-registration',
  input: z.object({ registrationId: RegistrationId, because: z.enum(REASONS_FOR_REJECTION) }),
  refusals: ['already-rejected', 'was-withdrawn', 'has-expired', 'has-declarations'],
  records: [registrationRejected.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId, because }) {
    const registration = await lockRegistration(tx, registrationId)
    if (!registration) return refuse('not-found')
    demand(registrationPolicy.provide(actor, registration))
    const { hasCountingDeclaration } = await changeFactsOf(tx, registration)
    const stays = whyNotRejected({ status: registration.status, hasCountingDeclaration })
    if (stays) return refuse(stays)
    const footing = await footingOf(tx, registration)
    const after = rejected(registration, { because, cohortFunding: footing.cohortFunding, now })
    await saveRejected(tx, { before: registration, after, now })
    await endOpenMatters(tx, { registrationId, by: actor.accountId, outcome: 'rejected', now })
    const party = await partyOf(tx, registration)
    const { courseName, cohortName } = footing
    const told = { registrationId, revision: registration.revision + 1, courseName, cohortName, baseUrl }
    return {
      value: { registrationId },
      events: [
        registrationRejected.of(subjectsOf(after), {
          ...aboutRegistration(after, party, footing),
          status: { before: registration.status, after: after.status },
          fundedPlace: { before: registration.fundedPlace, after: after.fundedPlace },
          because,
        }),
      ],
      send: party.participant
        ? [rejectedEmail({ ...told, because, to: party.participant, providerName: party.providerName })]
        : [],
    }
  },
})
