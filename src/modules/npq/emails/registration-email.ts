import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, type Told } from '../../access/public.ts'

type Message = {
  readonly registrationId: string
  readonly to: Told
  readonly template: string
  /** What makes it one message: the same intent is never sent twice. */
  readonly intent: string
  readonly subject: string
  readonly body: readonly string[]
}

/** A message to the owner of a registration, about it and filed with it. */
export const registrationEmail = ({ registrationId, to, template, intent, subject, body }: Message): OutgoingEmail => ({
  ...{ intent, template, to: to.address, subject },
  body: lines(dear(to.name), ...body),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'registration', id: registrationId },
    { kind: 'account', id: to.accountId },
  ],
})

type Link = { readonly baseUrl: string; readonly registrationId: string }

export const linkToRegistration = ({ baseUrl, registrationId }: Link): string =>
  `${baseUrl}/npq/registrations/${registrationId}`

export const seeRegistration = (link: Link): string => `See your registration:\n\n${linkToRegistration(link)}`
