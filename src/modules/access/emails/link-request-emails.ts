import { dateText, londonDate, momentText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { NOMINATION_LINK_DAYS } from '../nominations/nomination-rules.ts'
import { dear, lines, nameText, type SchoolName, SERVICE } from './email-text.ts'

type AboutRequest = {
  readonly requestId: string
  readonly to: string
  readonly name: string
  readonly school: SchoolName
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

const about = ({ school, requestId }: Pick<AboutRequest, 'school' | 'requestId'>): OutgoingEmail['about'] => [
  { kind: 'school', id: school.id },
  { kind: 'link-request', id: requestId },
]

/** One message for each time that something happens to a request; a decision may be taken back and made again. */
const intentOf = (what: string, { requestId, now }: Pick<AboutRequest, 'requestId' | 'now'>): string =>
  `access.link-request-${what}:${requestId}:${now.epochMilliseconds}`

/** To whoever asked staff for help: the address of their page, which nobody else has. */
export const helpAskedEmail = ({
  reference,
  ...asked
}: AboutRequest & { readonly reference: string }): OutgoingEmail => ({
  intent: intentOf('with-staff', asked),
  template: 'helpAskedEmail',
  to: asked.to,
  subject: `We have your request about ${asked.school.name}`,
  body: lines(
    dear(asked.name),
    `You asked our support team to help ${nameText(asked.school)} get access to ${SERVICE}. We check with the school before we send its link anywhere but the addresses that we have.`,
    'See how far it is:',
    `${asked.baseUrl}/link-requests/${reference}`,
    'We email you as soon as there is an answer. You do not need to ask again.',
    'If you did not ask for this, you do not need to do anything.',
  ),
  holdsSecret: true,
  priority: 'ordinary',
  about: about(asked),
})

/** How staff answered, as the requester is told. */
export type HelpOutcome =
  | { readonly kind: 'link'; readonly sentTo: string }
  | { readonly kind: 'letter' }
  | { readonly kind: 'refused'; readonly because: string }

export const helpAnsweredEmail = ({
  outcome,
  ...asked
}: AboutRequest & { readonly outcome: HelpOutcome }): OutgoingEmail => ({
  intent: intentOf('answered', asked),
  template: 'helpAnsweredEmail',
  to: asked.to,
  subject: `Our answer about ${asked.school.name}`,
  body: lines(
    dear(asked.name),
    `You asked our support team to help ${nameText(asked.school)} get access to ${SERVICE}.`,
    ...outcomeLines(outcome),
    'See what the school can do, and who has access:',
    `${asked.baseUrl}/schools/${asked.school.urn}/access`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(asked),
})

function outcomeLines(outcome: HelpOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'link':
      return [
        `We checked with the school and sent its link to ${outcome.sentTo}. Whoever opens it can nominate the induction tutor. It works for ${NOMINATION_LINK_DAYS} days.`,
      ]
    case 'letter':
      return [
        `We checked with the school and are sending its headteacher a letter. It has a code with which the school nominates its induction tutor. The code works for ${NOMINATION_LINK_DAYS} days.`,
      ]
    case 'refused':
      return ['We did not send a link, for this reason:', outcome.because]
  }
}

type Notice = Pick<AboutRequest, 'requestId' | 'to' | 'school' | 'now' | 'baseUrl'> & {
  /** Where the link went instead: masked, or "the headteacher, by post". */
  readonly sentTo: string
}

/** To the mailboxes that we have for the school: its link went somewhere else, and somebody there should know. */
export const sentElsewhereEmail = ({ sentTo, ...notice }: Notice): OutgoingEmail => ({
  intent: `${intentOf('elsewhere', notice)}:${notice.to}`,
  template: 'sentElsewhereEmail',
  to: notice.to,
  subject: `A link for ${notice.school.name} was sent to another address`,
  body: lines(
    `To: whoever reads email for ${nameText(notice.school)}`,
    `At ${momentText(notice.now)} our support team sent the link with which your school nominates its induction tutor to ${sentTo}. They first checked with the school, because nobody answered at the addresses that we have.`,
    'If your school did not agree to this, tell us through the page of your school:',
    `${notice.baseUrl}/schools/${notice.school.urn}/access`,
    `If it did, you do not need to do anything. The link stops working on ${dateText(londonDate(notice.now).add({ days: NOMINATION_LINK_DAYS }))}.`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: about(notice),
})
