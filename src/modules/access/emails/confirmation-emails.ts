import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { UNANSWERED_WORKING_DAYS } from '../confirmations/confirmation-rules.ts'
import { dear, lines, plainName, type SchoolName, SERVICE } from './email-text.ts'

/** Why we ask now: a cause, the tutor's silence, or the tutor's word that they have left. */
export type WhyAsked = 'registration-opens' | 'not-signed-in' | 'bounced' | 'unanswered' | 'left'

type Asked = {
  readonly confirmationId: string
  readonly to: string
  readonly school: SchoolName
  readonly token: string
  readonly why: WhyAsked
  readonly expiresAt: Temporal.Instant
  readonly baseUrl: string
}

const TO_TUTOR: Partial<Readonly<Record<WhyAsked, string>>> = {
  'registration-opens':
    'Registration for the next academic year has opened. Each year we ask whether the induction tutor is still right.',
  'not-signed-in': `You have not signed in to ${SERVICE} for more than a year.`,
}

const TO_CONTACT: Readonly<Record<WhyAsked, string>> = {
  'registration-opens':
    'Each year we ask whether the induction tutor is still right, and we have no email address for yours.',
  'not-signed-in': `The induction tutor has not signed in to ${SERVICE} for more than a year, and we have no email address for them.`,
  bounced: 'An email to the induction tutor could not be delivered: their address does not exist any more.',
  unanswered: 'We asked the induction tutor whether they still are, and they have not answered.',
  left: 'The induction tutor told us that they are not the induction tutor any more, and has not said who takes over.',
}

const linkText = ({ token, expiresAt, baseUrl }: Asked): readonly string[] => [
  `${baseUrl}/confirm-tutor/link/${token}`,
  `The link works until ${dateText(londonDate(expiresAt))}.`,
]

const whole = ({ name, urn }: SchoolName): string => `${name} (URN ${urn})`

/** In bulk: it may wait behind mail that somebody waits for. */
export const tutorAskedEmail = ({
  accountId,
  name,
  ...asked
}: Asked & { readonly accountId: string; readonly name: string }): OutgoingEmail => ({
  intent: `access.tutor-asked:${asked.confirmationId}`,
  template: 'tutorAskedEmail',
  to: asked.to,
  subject: `Are you still the induction tutor of ${asked.school.name}?`,
  body: lines(
    dear(name),
    `${TO_TUTOR[asked.why] ?? 'We ask whether the induction tutor is still right.'} For ${whole(asked.school)} that is you.`,
    'Open this link and say whether you still are, or who takes over:',
    ...linkText(asked),
    `If you do not answer, we ask the school’s contact after ${UNANSWERED_WORKING_DAYS} working days. Your access stays as it is until then.`,
  ),
  holdsSecret: true,
  priority: 'bulk',
  about: [
    { kind: 'account', id: accountId },
    { kind: 'school', id: asked.school.id },
  ],
})

export const contactAskedEmail = ({ tutor, ...asked }: Asked & { readonly tutor: string }): OutgoingEmail => ({
  intent: `access.contact-asked:${asked.confirmationId}`,
  template: 'contactAskedEmail',
  to: asked.to,
  subject: `Who is the induction tutor of ${asked.school.name}?`,
  body: lines(
    `To: whoever reads email for ${whole(asked.school)}`,
    `We have ${plainName(tutor) ?? 'somebody'} as the induction tutor. ${TO_CONTACT[asked.why]}`,
    'Open this link and say whether they still are, or who is:',
    ...linkText(asked),
    'If you do nothing, the induction tutor stays as they are, and lead providers go on writing to them.',
  ),
  holdsSecret: true,
  priority: asked.why === 'bounced' || asked.why === 'left' ? 'ordinary' : 'bulk',
  about: [{ kind: 'school', id: asked.school.id }],
})
