import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { accountCreated } from '../access-events.ts'
import { OrganisationId } from '../accounts/account.ts'
import { membershipEnded } from '../memberships/membership-events.ts'
import { schoolStanding } from '../nominations/school-standing-queries.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { appointTutor } from './appoint-tutor.ts'
import { tutorReplacedByStaff } from './handover-events.ts'
import { handoverPolicy } from './handover-policy.ts'
import { NOTHING_KEPT } from './handover-rules.ts'
import { isTutorAtAddress } from './tutor-at-address-queries.ts'

/**
 * Support names the induction tutor of a school, with a reason. The one before loses their access there, is told and can object,
 * and so can the school's contact. Refuses a school that may not use the service and the tutor whom it has (`already-tutor`).
 */
export const replaceTutor = command({
  name: 'access.replace-tutor',
  input: z.object({
    organisationId: OrganisationId,
    name: z.string().min(1),
    address: z.string().min(3),
    reason: z.string().min(1),
  }),
  refusals: ['not-eligible', 'already-tutor'],
  records: [tutorReplacedByStaff.name, accountCreated.name, membershipEnded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { organisationId, name, address, reason }) {
    await lockOrganisation(tx, organisationId)
    demand(handoverPolicy.replaceTutor(actor))
    const standing = await schoolStanding(tx, organisationId, londonDate(now))
    if (!standing) return refuse('not-found')
    if (!standing.eligible) refuse('not-eligible')
    if (await isTutorAtAddress(tx, organisationId, address)) refuse('already-tutor')
    const by = { kind: 'by-staff', accountId: actor.accountId ?? refuse('not-allowed'), reason } as const
    const { school } = standing
    const appointed = await appointTutor(tx, { school, name, address, by, keeps: NOTHING_KEPT, now, baseUrl })
    return {
      value: { accountId: appointed.accountId, handoverId: appointed.handoverId },
      events: appointed.events,
      send: appointed.send,
    }
  },
})
