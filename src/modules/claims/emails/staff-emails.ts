import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, type Told } from '../../access/public.ts'

type Message = {
  readonly claimId: string
  readonly reference: string
  readonly noteId: string
  readonly text: string
  readonly to: Told
  readonly baseUrl: string
}

/** What staff wrote about a claim, to each who claims there. */
export const staffMessageEmail = ({ claimId, reference, noteId, text, to, baseUrl }: Message): OutgoingEmail => ({
  ...{ intent: `claims.staff-message:${noteId}:${to.accountId}`, template: 'staffMessageEmail' },
  to: to.address,
  subject: `Message about claim ${reference}`,
  body: lines(
    dear(to.name),
    `The Department for Education wrote about claim ${reference} for mentor training:`,
    text,
    `See the claim:\n\n${baseUrl}/claims/${claimId}`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'claim', id: claimId },
    { kind: 'account', id: to.accountId },
  ],
})
