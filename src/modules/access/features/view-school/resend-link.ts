import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { contactsOf } from '../../../directory/public.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { nominationPolicy } from '../../access-policy.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { eligibleSchool, respectSchoolLimits, sendLinkTo } from '../../nominations/send-link.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

/** By which way staff may send the link: a channel that we hold, or a mailbox that they have checked with the school. */
export const RESEND_WAYS = ['main', 'alternative', 'checked-by-staff'] as const

/**
 * Staff send the school's link by the way that they choose, with a reason: which check they made, for a mailbox of their own.
 * The school's limits hold, and links that were sent before go on working until one is used.
 */
export const resendLink = command({
  name: 'access.resend-nomination-link',
  input: z.object({
    organisationId: OrganisationId,
    way: z.enum(RESEND_WAYS),
    /** The mailbox that staff have checked; null for the others, whose address we hold. */
    checkedAddress: z.email().nullable(),
  }),
  refusals: ['no-reason', 'not-eligible', 'no-contact', 'too-soon', 'too-many'],
  records: [nominationLinkSent.name],
  async run(work, { organisationId, way, checkedAddress }) {
    await lockOrganisation(work.tx, organisationId)
    demand(nominationPolicy.sendNominationLink(work.actor))
    if (work.process.reason === null) work.refuse('no-reason')
    const school = await eligibleSchool(work, organisationId)
    const held = (await contactsOf(work.tx, organisationId)).find(({ channel }) => channel === way)
    const address = way === 'checked-by-staff' ? checkedAddress : (held?.address ?? null)
    if (address === null) return work.refuse('no-contact')
    await respectSchoolLimits(work, organisationId)
    return sendLinkTo(work, { school, address, channel: way, linkRequestId: null })
  },
})
