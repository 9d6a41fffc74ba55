import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import { revertedEmail } from '../emails/acceptance-emails.ts'
import { changeFactsOf } from '../registrations/change-facts-queries.ts'
import { recordChange } from '../registrations/changes-store.ts'
import { isLive, type Registration, RegistrationId } from '../registrations/registration.ts'
import { registrationPolicy } from '../registrations/registration-policy.ts'
import { saveRegistration } from '../registrations/registrations-store.ts'
import { addTrainingChange } from '../training/training-changes-store.ts'
import { aboutRegistration, registrationReverted, subjectsOf } from './acceptance-events.ts'
import { footingOf } from './acceptance-queries.ts'
import { placeBeforeAcceptance, whyNotReverted } from './acceptance-rules.ts'
import { endOpenMatters } from './end-open-matters.ts'
import { lockWithSiblings, shownOf } from './lock-with-siblings.ts'
import { moved } from './move-rules.ts'
import { partyOf } from './parties-queries.ts'

/**
 * Puts an accepted, rejected or expired registration back to pending: by staff with a reason, or by the provider that releases
 * it, which cannot put back what has expired. The funded place is cleared; what happened before stays in the history.
 */
export const revertToPending = command({
  name: 'npq.revert-to-pending',
  input: z.object({ registrationId: RegistrationId }),
  refusals: ['already-pending', 'was-withdrawn', 'has-declarations', 'other-live', 'changed-meanwhile'],
  records: [registrationReverted.name],
  async run({ tx, actor, now, baseUrl, refuse }, { registrationId }) {
    const { registration, siblings } = await lockWithSiblings(tx, registrationId, refuse)
    const { release, support } = registrationPolicy
    demand(registration.status === 'expired' ? support(actor, registration) : release(actor, registration))
    const { hasCountingDeclaration } = await changeFactsOf(tx, registration)
    const { status, course } = registration
    const hasOtherLive = siblings.some((other) => other.course === course && isLive(other))
    const stays = whyNotReverted({ status, hasCountingDeclaration, hasOtherLive })
    if (stays) return refuse(stays)
    const footing = await footingOf(tx, registration)
    const after = pendingAgain(registration, footing)
    await saveRegistration(tx, after, now)
    await addTrainingChange(tx, { registrationId, kind: 'reverted', now })
    const [was, is] = [shownOf(registration), shownOf(after)]
    await recordChange(tx, { registration: after, kind: 'reverted', before: was, after: is, now })
    await endOpenMatters(tx, { registrationId, by: actor.accountId, outcome: 'reverted', now })
    const party = await partyOf(tx, registration)
    const { courseName, cohortName } = footing
    const told = { registrationId, revision: registration.revision + 1, courseName, cohortName, baseUrl }
    return {
      value: { registrationId },
      events: [
        registrationReverted.of(subjectsOf(after), {
          ...aboutRegistration(after, party, footing),
          status: { before: status, after: after.status },
          fundedPlace: { before: registration.fundedPlace, after: after.fundedPlace },
          schedule: { before: registration.scheduleIdentifier, after: after.scheduleIdentifier },
        }),
      ],
      send: party.participant
        ? [revertedEmail({ ...told, to: party.participant, providerName: party.providerName })]
        : [],
    }
  },
})

/** As it was before any provider said anything. */
export const pendingAgain = (
  registration: Registration,
  { cohortFunding }: { readonly cohortFunding: CohortFunding },
): Registration => ({
  ...moved(registration, 'revertToPending'),
  ...{ trainingStatus: null, scheduleIdentifier: null, reasonForRejection: null },
  ...{ acceptedAt: null, endedAt: null, fundedPlace: placeBeforeAcceptance(cohortFunding) },
})
