import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, plainName, type Told } from '../../access/public.ts'
import { type Audit, refusalText, type Said } from '../audits/audit.ts'
import { doubtedLines } from '../audits/audit-rules.ts'
import type { Claim } from '../claims/claim.ts'
import { hoursText } from '../claims/event-text-rules.ts'

type Letter = {
  readonly template: string
  readonly occasion: string
  readonly to: Told
  readonly subject: string
  readonly body: readonly string[]
  readonly claim?: Claim
}

const email = ({ template, occasion, to, subject, body, claim }: Letter): OutgoingEmail => ({
  intent: `claims.${template}:${occasion}:${to.accountId}`,
  template,
  to: to.address,
  subject,
  body: lines(dear(to.name), ...body),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: to.accountId }, ...(claim ? [{ kind: 'claim' as const, id: claim.id }] : [])],
})

type Asked = {
  readonly to: Told
  readonly auditId: string
  readonly providerId: string
  readonly claims: number
  readonly dueOn: Temporal.PlainDate
  readonly baseUrl: string
}

const claimsText = (count: number): string => (count === 1 ? '1 claim' : `${count} claims`)
const pageOf = ({ auditId, providerId, baseUrl }: Omit<Asked, 'to' | 'claims' | 'dueOn'>): string =>
  `${baseUrl}/organisations/${providerId}/audits/${auditId}`

/** To the provider's people: claims that name it are to be checked. */
export const auditAskedEmail = (asked: Asked): OutgoingEmail =>
  email({
    template: 'auditAskedEmail',
    occasion: asked.auditId,
    to: asked.to,
    subject: `Check ${claimsText(asked.claims)} for mentor training by ${dateText(asked.dueOn)}`,
    body: [
      `We chose ${claimsText(asked.claims)} that ${asked.claims === 1 ? 'names' : 'name'} you. For each mentor, say whether the hours of training are right.`,
      `Answer by ${dateText(asked.dueOn)}. You can save your answers and come back, or answer by file:\n\n${pageOf(asked)}`,
      'Use your own records. You need not ask the schools for evidence. If you need more time, ask for it on that page before the day.',
    ],
  })

/** To the provider's people, while answers are missing. */
export const auditReminderEmail = (asked: Asked & { readonly occasion: string }): OutgoingEmail =>
  email({
    template: 'auditReminderEmail',
    occasion: `${asked.auditId}:${asked.occasion}`,
    to: asked.to,
    subject: `${claimsText(asked.claims)} to check by ${dateText(asked.dueOn)}`,
    body: [
      `Your answers about ${claimsText(asked.claims)} are still missing. They are due by ${dateText(asked.dueOn)}.`,
      pageOf(asked),
    ],
  })

type Disagreeing = {
  readonly to: Told
  readonly claim: Claim
  readonly newest: ReadonlyMap<string, Said>
  readonly dueOn: Temporal.PlainDate
  readonly auditId: string
  readonly baseUrl: string
}

/** To the school: which hours the provider does not confirm, why, and until when it can reply. */
export const providerDisagreesEmail = ({ to, claim, newest, dueOn, auditId, baseUrl }: Disagreeing): OutgoingEmail =>
  email({
    template: 'providerDisagreesEmail',
    occasion: `${auditId}:${claim.id}`,
    to,
    claim,
    subject: `Reply by ${dateText(dueOn)}: claim ${claim.reference}`,
    body: [
      `${plainName(claim.submitted?.providerName ?? '') ?? 'The provider'} checked claim ${claim.reference} and does not confirm all of its hours:`,
      doubtedLines(claim.lines, [...newest.values()])
        .map(
          (line) => `* ${plainName(line.mentorName) ?? line.mentorTrn}: ${doubtText(line.hours, newest.get(line.id))}`,
        )
        .join('\n'),
      `Say by ${dateText(dueOn)} whether you agree. If you do not, say why and upload your evidence:\n\n${baseUrl}/claims/${claim.id}/audit`,
      'Do not send evidence by email. We decide when you have replied, or after that day.',
    ],
  })

function doubtText(claimed: number, said: Said | undefined): string {
  const reason = said?.reasonCode ? ` ${refusalText[said.reasonCode]}.` : ''
  if (said?.answer === 'other-hours') return `${hoursText(said.hours ?? 0)} instead of ${claimed}.${reason}`
  return `${hoursText(claimed)} refused.${reason}`
}

type Decided = {
  readonly to: Told
  readonly claim: Claim
  readonly isUpheld: boolean
  readonly reason: string
  readonly auditId: string
  readonly baseUrl: string
}

/** To the school: what DfE decided, and what follows. */
export const auditDecidedEmail = ({ to, claim, isUpheld, reason, auditId, baseUrl }: Decided): OutgoingEmail =>
  email({
    template: 'auditDecidedEmail',
    occasion: `${auditId}:${claim.id}`,
    to,
    claim,
    subject: isUpheld ? `Claim ${claim.reference} is right` : `Claim ${claim.reference} is not upheld`,
    body: [
      isUpheld
        ? 'We checked the claim. Its hours are right and nothing changes.'
        : 'We checked the claim. Some of its hours are not upheld. We work out what has to be taken back and tell you before it is.',
      `Why: ${reason}`,
      `${baseUrl}/claims/${claim.id}`,
    ],
  })

type Extension = {
  readonly to: Told
  readonly audit: Audit
  readonly granted: boolean
  readonly dueOn: Temporal.PlainDate
  readonly reason: string
  readonly baseUrl: string
}

/** To the provider's people: whether they have more time. */
export const extensionAnsweredEmail = ({ to, audit, granted, dueOn, reason, baseUrl }: Extension): OutgoingEmail =>
  email({
    template: 'extensionAnsweredEmail',
    occasion: `${audit.id}:extension`,
    to,
    subject: granted ? `You have until ${dateText(dueOn)}` : `Answers are still due by ${dateText(dueOn)}`,
    body: [
      granted
        ? `You asked for more time. Answer by ${dateText(dueOn)}.`
        : 'You asked for more time. We could not grant it.',
      `Why: ${reason}`,
      pageOf({ auditId: audit.id, providerId: audit.providerId, baseUrl }),
    ],
  })
