import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { contactsOf } from '../../../directory/public.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { nominationLinkRequested } from '../../link-requests/link-request-events.ts'
import { linkRequestByReference } from '../../link-requests/link-requests-queries.ts'
import { insertLinkRequest } from '../../link-requests/link-requests-store.ts'
import { REQUEST_REFUSALS, respectMailboxLimit } from '../../nominations/mailbox-limit.ts'
import { contactForNomination } from '../../nominations/nomination-rules.ts'
import { eligibleSchool, respectSchoolLimits, sendLinkTo } from '../../nominations/send-link.ts'
import { lockOrganisation } from '../../proofs/proofs-store.ts'

type LinkRequested = { readonly outcome: 'sent' | 'no-contact' }

/**
 * Sends a school its link because somebody asked on its access page, and keeps the request for them to come back to. A school
 * without any address keeps the request too: staff can be asked then. Refuses a reference that is in use already, besides what
 * sending a link refuses and the limit of the mailbox.
 */
export const requestNominationLink = command({
  name: 'access.request-nomination-link',
  input: z.object({
    organisationId: OrganisationId,
    /** Made for this request when its page was shown: a page that is sent twice asks once. Only its hash is kept. */
    reference: z.string().length(52),
    browserHash: z.instanceof(Buffer),
  }),
  refusals: ['already-asked', ...REQUEST_REFUSALS],
  records: [nominationLinkRequested.name, nominationLinkSent.name],
  async run(work, { organisationId, reference, browserHash }) {
    const { tx, now, refuse } = work
    await lockOrganisation(tx, organisationId)
    if (await linkRequestByReference(tx, reference)) return refuse('already-asked')
    const school = await eligibleSchool(work, organisationId)
    const contact = contactForNomination(await contactsOf(tx, organisationId))
    const status = contact ? 'sent' : 'nothing-sent'
    if (contact) {
      await respectSchoolLimits(work, organisationId)
      await respectMailboxLimit(work, contact.address)
    }
    const id = await insertLinkRequest(tx, { organisationId, reference, browserHash, status, now })
    const subjects = [
      { kind: 'link-request', id },
      { kind: 'school', id: organisationId },
    ] as const
    const requested = nominationLinkRequested.of(subjects, { hasContact: contact !== null })
    if (!contact) return { value: outcome('no-contact'), events: [requested] }
    const sent = await sendLinkTo(work, { school, ...contact, linkRequestId: id })
    return { value: outcome('sent'), events: [requested, ...sent.events], send: sent.send }
  },
})

const outcome = (outcome: LinkRequested['outcome']): LinkRequested => ({ outcome })
