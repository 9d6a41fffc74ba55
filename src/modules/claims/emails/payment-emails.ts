import type { Money } from '#src/kit/money.ts'
import type { Subject } from '#src/platform/audit/event.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, SERVICE, type Told } from '../../access/public.ts'
import { hoursText, sumText } from '../claims/event-text-rules.ts'

type About = {
  readonly claimId: string
  readonly reference: string
  readonly schoolId: string
  readonly schoolName: string
  readonly providerName: string
  readonly amount: Money
}

type ToSchool = {
  readonly person: Told
  readonly claim: About
  /** The batch in which it was answered: a claim that is sent again is told of again. */
  readonly batchId: string
  readonly baseUrl: string
}

/** The payer says that it has paid. */
export const claimPaidEmail = ({ person, claim, batchId, baseUrl }: ToSchool): OutgoingEmail => ({
  ...frame(person, claim),
  intent: `claims.claim-paid:${batchId}:${claim.claimId}:${person.accountId}`,
  template: 'claimPaidEmail',
  subject: `Claim ${claim.reference} paid: ${sumText(claim.amount)}`,
  body: lines(
    dear(person.name),
    `The claim of ${claim.schoolName} for mentor training with ${claim.providerName} has been paid: ${sumText(claim.amount)}, reference ${claim.reference}.`,
    'Maintained schools get the money through their local authority. It can take some days until you see it.',
    'Keep your evidence of the training: some claims are checked after they were paid.',
    ...ending(claim, baseUrl),
  ),
})

/** The payer did not pay and says why: somebody at the school may be asked for something. */
export const claimUnpaidEmail = ({
  person,
  claim,
  batchId,
  baseUrl,
  reason,
}: ToSchool & { readonly reason: string }): OutgoingEmail => ({
  ...frame(person, claim),
  intent: `claims.claim-unpaid:${batchId}:${claim.claimId}:${person.accountId}`,
  template: 'claimUnpaidEmail',
  subject: `Claim ${claim.reference} has not been paid yet: the payer needs information`,
  body: lines(
    dear(person.name),
    `The payer has not paid the claim of ${claim.schoolName} for mentor training with ${claim.providerName} (${sumText(claim.amount)}, reference ${claim.reference}). It gives this reason:`,
    `^ ${plainReason(reason)}`,
    'We look into it. If we need something from you, we ask you in the service. If you know what is wrong, tell us.',
    ...ending(claim, baseUrl),
  ),
})

/** DfE decided that the claim is not paid; its hours can be claimed again. */
export const paymentRefusedEmail = ({
  person,
  claim,
  baseUrl,
  reason,
}: Omit<ToSchool, 'batchId'> & { readonly reason: string }): OutgoingEmail => ({
  ...frame(person, claim),
  intent: `claims.payment-refused:${claim.claimId}:${person.accountId}`,
  template: 'paymentRefusedEmail',
  subject: `Claim ${claim.reference} will not be paid`,
  body: lines(
    dear(person.name),
    `The claim of ${claim.schoolName} for mentor training with ${claim.providerName} (${sumText(claim.amount)}, reference ${claim.reference}) will not be paid. The reason is:`,
    `^ ${plainReason(reason)}`,
    'Its hours can be claimed again while claims are taken. If you think that this is wrong, reply to this email or contact support.',
    ...ending(claim, baseUrl),
  ),
})

type Back = Omit<ToSchool, 'batchId'> & {
  readonly clawbackId: string
  readonly hours: number
  readonly because: readonly string[]
}

/** A clawback was approved by a second person: how much, why, and how it is recovered. */
export const clawbackAgreedEmail = ({ person, claim, baseUrl, clawbackId, hours, because }: Back): OutgoingEmail => ({
  ...frame(person, claim),
  intent: `claims.clawback-agreed:${clawbackId}:${person.accountId}`,
  template: 'clawbackAgreedEmail',
  subject: `${sumText(claim.amount)} of claim ${claim.reference} will be taken back`,
  body: lines(
    dear(person.name),
    `${sumText(claim.amount)} for ${hoursText(hours)} of the claim of ${claim.schoolName} for mentor training with ${claim.providerName} will be taken back. The reference is ${claim.reference}.`,
    because.map((reason) => `* ${reason}`).join('\n'),
    'You need not send anything. The payer takes the money off your next payment: from the authority for maintained schools, from your next grant payment otherwise. If there is no next payment, you get an invoice.',
    ...ending(claim, baseUrl),
  ),
})

/** The payer has taken the money back; the hours can be claimed again. */
export const moneyTakenBackEmail = ({ person, claim, batchId, baseUrl }: ToSchool): OutgoingEmail => ({
  ...frame(person, claim),
  intent: `claims.money-taken-back:${batchId}:${claim.claimId}:${person.accountId}`,
  template: 'moneyTakenBackEmail',
  subject: `${sumText(claim.amount)} of claim ${claim.reference} has been taken back`,
  body: lines(
    dear(person.name),
    `The payer has taken back ${sumText(claim.amount)} of the claim of ${claim.schoolName} for mentor training with ${claim.providerName}, reference ${claim.reference}. Nothing more is to be done.`,
    'The hours that were taken back count as not claimed.',
    ...ending(claim, baseUrl),
  ),
})

const frame = ({ address }: Told, { claimId, schoolId }: About) => ({
  ...{ to: address, holdsSecret: false, priority: 'bulk' as const },
  about: [
    { kind: 'claim', id: claimId },
    { kind: 'school', id: schoolId },
  ] as const satisfies readonly [Subject, ...Subject[]],
})

const ending = ({ claimId }: About, baseUrl: string): readonly string[] => [
  `See the claim, what happens next and when: ${baseUrl}/claims/${claimId}`,
  `You get this email because you deal with claims for the school in ${SERVICE}.`,
]

/** Words that somebody else typed make no link and no markup in our name. */
const plainReason = (reason: string): string =>
  reason
    .replaceAll(/[[\]<>#*^`|\\_]/g, ' ')
    .replaceAll(/https?:\/\/\S+/gi, '(address left out)')
    .replaceAll(/\s+/g, ' ')
    .trim()
