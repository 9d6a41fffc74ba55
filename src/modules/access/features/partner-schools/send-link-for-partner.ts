import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { candidatesAmong } from '../../invitations/candidates-queries.ts'
import { linkAskedForByPartner } from '../../invitations/invitation-events.ts'
import { partnerPolicy } from '../../invitations/invitation-policy.ts'
import { withTutor } from '../../invitations/invitations-queries.ts'
import { REQUEST_REFUSALS, respectMailboxLimit } from '../../nominations/mailbox-limit.ts'
import { eligibleSchool, respectSchoolLimits, sendLinkTo } from '../../nominations/send-link.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'
import { mayAskAbout, partnerOf } from './partner.ts'

/**
 * Sends a school without an induction tutor its link, for a provider, a partner, a body or its trust. It goes to the school's own
 * contact, under the same limits as every link that a visitor asks for; who asked is in the school's history.
 */
export const sendLinkForPartner = command({
  name: 'access.send-link-for-partner',
  input: z.object({ organisationId: OrganisationId }),
  refusals: [...REQUEST_REFUSALS, 'has-tutor'],
  records: [nominationLinkSent.name, linkAskedForByPartner.name],
  async run(work, { organisationId }) {
    const { tx, actor, now, refuse } = work
    await lockOrganisation(tx, organisationId)
    const partner = (await partnerOf(tx, { actor, now })) ?? refuse('not-found')
    const isTheirs = await mayAskAbout(tx, { partner, schoolId: organisationId, now })
    demand(partnerPolicy.sendLink(actor, { partner, isTheirs }))
    const school = await eligibleSchool(work, organisationId)
    if ((await withTutor(tx, [organisationId])).size > 0) refuse('has-tutor')
    const candidates = await candidatesAmong(tx, { ids: [organisationId], now, exceptBatch: newId() })
    const { address = null, channel = null } = candidates.get(organisationId) ?? {}
    if (address === null || channel === null) return refuse('no-contact')
    await respectSchoolLimits(work, organisationId)
    await respectMailboxLimit(work, address)
    const { value, events, send } = await sendLinkTo(work, { school, address, channel, linkRequestId: null })
    const asked = linkAskedForByPartner.of(
      [
        { kind: 'school', id: organisationId },
        { kind: 'organisation', id: partner.id },
      ],
      { organisation: partner.name },
    )
    return { value: { proofId: value.proofId }, events: [...events, asked], send }
  },
})
