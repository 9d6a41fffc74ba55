import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { contactsOf, type School } from '../../directory/public.ts'
import { type HelpOutcome, helpAnsweredEmail, sentElsewhereEmail } from '../emails/link-request-emails.ts'
import { BY_POST } from '../nominations/nomination-rules.ts'
import { folded } from '../proofs/proof-rules.ts'
import type { LinkRequest } from './link-request.ts'

type Answer = {
  readonly request: LinkRequest
  readonly school: School
  readonly outcome: HelpOutcome
  /** The mailbox that the link went to, which needs no notice; null when it went by post or not at all. */
  readonly address: string | null
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** To the requester, and to the school's own mailboxes when a link went anywhere else. */
export async function newsOfAnswer(tx: Tx, { request, school, outcome, address, now, baseUrl }: Answer) {
  const { id: requestId, asked } = request
  const told: readonly OutgoingEmail[] = asked
    ? [helpAnsweredEmail({ requestId, to: asked.address, name: asked.name, school, outcome, now, baseUrl })]
    : []
  if (outcome.kind === 'refused') return told
  const sentTo = outcome.kind === 'link' ? outcome.sentTo : BY_POST
  const contacts = (await contactsOf(tx, school.id)).filter(
    (contact) => address === null || folded(contact.address) !== folded(address),
  )
  return [
    ...told,
    ...contacts.map(({ address: to }) => sentElsewhereEmail({ requestId, to, school, sentTo, now, baseUrl })),
  ]
}
