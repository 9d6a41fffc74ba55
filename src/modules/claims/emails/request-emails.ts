import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, plainName, type Told } from '../../access/public.ts'
import type { Claim } from '../claims/claim.ts'
import { type InformationRequest, type RequestTopic, topicText } from '../requests/information-request.ts'

type Letter = {
  readonly template: string
  readonly occasion: string
  readonly to: Told
  readonly claim: Claim
  readonly subject: string
  readonly body: readonly string[]
}

const email = ({ template, occasion, to, claim, subject, body }: Letter): OutgoingEmail => ({
  intent: `claims.${template}:${occasion}:${to.accountId}`,
  template,
  to: to.address,
  subject,
  body: lines(dear(to.name), ...body),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'claim', id: claim.id },
    { kind: 'account', id: to.accountId },
  ],
})

const pageOf = (baseUrl: string, claim: Claim, requestId: string): string =>
  `${baseUrl}/claims/${claim.id}/requests/${requestId}`

const SAFE = 'Answer on that page, where you can upload files safely. Do not send evidence by email.'

type Asked = {
  readonly to: Told
  readonly claim: Claim
  readonly requestId: string
  readonly topic: RequestTopic
  readonly question: string
  readonly dueOn: Temporal.PlainDate
  readonly baseUrl: string
}

/** To whoever is to answer. The question itself stays on the page: it may name people. */
export const informationAskedEmail = ({ to, claim, requestId, topic, dueOn, baseUrl }: Asked): OutgoingEmail =>
  email({
    template: 'informationAskedEmail',
    occasion: requestId,
    to,
    claim,
    subject: `Answer by ${dateText(dueOn)}: claim ${claim.reference}`,
    body: [
      `We need information about claim ${claim.reference} for mentor training: ${topicText[topic].toLowerCase()}.`,
      `Read the question and answer by ${dateText(dueOn)}:\n\n${pageOf(baseUrl, claim, requestId)}`,
      SAFE,
    ],
  })

type Again = {
  readonly to: Told
  readonly claim: Claim
  readonly request: InformationRequest
  readonly dueOn: Temporal.PlainDate
  readonly reason: string
  readonly baseUrl: string
}

/** To whoever is to answer: there is more time, or the answer was not enough. */
export const informationAskedAgainEmail = ({ to, claim, request, dueOn, reason, baseUrl }: Again): OutgoingEmail =>
  email({
    template: 'informationAskedAgainEmail',
    occasion: `${request.id}:${request.revision}`,
    to,
    claim,
    subject: `Answer by ${dateText(dueOn)}: claim ${claim.reference}`,
    body: [againText(request, dateText(dueOn)), `Why: ${reason}`, pageOf(baseUrl, claim, request.id), SAFE],
  })

function againText({ status, extension, dueOn: before }: InformationRequest, dueOn: string): string {
  if (status !== 'open') return `Your answer was not enough. Answer again by ${dueOn}.`
  if (extension !== null && dateText(before) === dueOn) return `We cannot give you more time. Answer by ${dueOn}.`
  return `You have until ${dueOn} to answer.`
}

type Reminding = Omit<Again, 'reason'>

/** To whoever has not answered yet. */
export const informationReminderEmail = ({ to, claim, request, dueOn, baseUrl }: Reminding): OutgoingEmail =>
  email({
    template: 'informationReminderEmail',
    occasion: `${request.id}:${request.revision}`,
    to,
    claim,
    subject: `Reminder: answer by ${dateText(dueOn)}, claim ${claim.reference}`,
    body: [`We still need your answer about claim ${claim.reference}.`, pageOf(baseUrl, claim, request.id), SAFE],
  })

type Receipt = {
  readonly to: Told
  readonly claim: Claim
  readonly request: InformationRequest
  readonly receipt: string
  readonly files: readonly string[]
  readonly baseUrl: string
}

/** To everybody who answers for the organisation: what was received, and its number. */
export const informationReceiptEmail = ({ to, claim, request, receipt, files, baseUrl }: Receipt): OutgoingEmail =>
  email({
    template: 'informationReceiptEmail',
    occasion: `${request.id}:${receipt}`,
    to,
    claim,
    subject: `We have your answer: receipt ${receipt}`,
    body: [
      `We have your answer about claim ${claim.reference}. Your receipt is ${receipt}.`,
      ...(files.length === 0 ? [] : [`Files: ${files.map((name) => plainName(name) ?? 'a file').join(', ')}.`]),
      'You need do nothing else unless we ask.',
      pageOf(baseUrl, claim, request.id),
    ],
  })

type Refused = {
  readonly to: Told
  readonly claim: Claim
  readonly evidenceId: string
  readonly page: string
}

/** To whoever uploaded a file that holds a virus. */
export const evidenceRefusedEmail = ({ to, claim, evidenceId, page }: Refused): OutgoingEmail =>
  email({
    template: 'evidenceRefusedEmail',
    occasion: evidenceId,
    to,
    claim,
    subject: `A file was not accepted: claim ${claim.reference}`,
    body: [
      `A file that you uploaded for claim ${claim.reference} holds a virus. We deleted it at once. Nobody has opened it.`,
      `Tell whoever looks after your computers, then upload a clean copy:\n\n${page}`,
    ],
  })
