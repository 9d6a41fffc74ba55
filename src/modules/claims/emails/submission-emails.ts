import { dateText } from '#src/kit/dates.ts'
import type { Money } from '#src/kit/money.ts'
import { moneyText } from '#src/kit/money-text.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, type Told } from '../../access/public.ts'
import { hoursText } from '../claims/event-text-rules.ts'
import type { ClaimWindow } from '../years/claim-year.ts'

/** A claim as messages name it. */
export type AboutClaim = {
  readonly claimId: string
  readonly reference: string
  readonly schoolName: string
  readonly providerName: string
  readonly to: Told
  readonly baseUrl: string
}

type Template = { readonly template: string; readonly occasion: string; readonly subject: string }

/** A message about a claim: once for each occasion and reader. */
export const aboutClaim = (
  about: AboutClaim,
  { template, occasion, subject, body }: Template & { readonly body: readonly string[] },
): OutgoingEmail => ({
  intent: `claims.${template}:${about.claimId}:${occasion}:${about.to.accountId}`,
  template,
  to: about.to.address,
  subject,
  body: lines(dear(about.to.name), ...body),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'claim', id: about.claimId },
    { kind: 'account', id: about.to.accountId },
  ],
})

/** Where its readers see a claim. */
export const claimLink = ({ baseUrl, claimId }: Pick<AboutClaim, 'baseUrl' | 'claimId'>): string =>
  `${baseUrl}/claims/${claimId}`

type Sent = AboutClaim & {
  readonly hours: number
  readonly amount: Money
  readonly window: Pick<ClaimWindow, 'paidByAuthorityOn' | 'paidDirectlyOn'>
}

/** To who sent it and everybody else at the school who claims. */
export const claimSubmittedEmail = (sent: Sent): OutgoingEmail =>
  aboutClaim(sent, {
    ...{ template: 'claimSubmittedEmail', occasion: 'submitted' },
    subject: `Claim ${sent.reference} has been sent`,
    body: [
      `A claim for ${sent.schoolName} has been sent to the Department for Education: ${hoursText(sent.hours)} of mentor training with ${sent.providerName}, ${moneyText(sent.amount)}.`,
      `Reference: ${sent.reference}`,
      `What happens next: we check it and send it to the payer.${paidText(sent.window)}`,
      `You can withdraw it until it has gone to the payer. See where it stands:\n\n${claimLink(sent)}`,
      'Keep your evidence of the training: some claims are checked with the provider after they are paid.',
    ],
  })

/** When the money is expected, for schools of either kind; nothing where it is not known yet. */
function paidText({ paidByAuthorityOn, paidDirectlyOn }: Sent['window']): string {
  return [
    paidDirectlyOn === null
      ? ''
      : ` Academies and other schools that are paid directly are paid by ${dateText(paidDirectlyOn)}.`,
    paidByAuthorityOn === null
      ? ''
      : ` Schools maintained by a local authority are paid through it by ${dateText(paidByAuthorityOn)}.`,
  ].join('')
}

/** To the provider that the claim names: no money, which is not its business. */
export const claimNamesYouEmail = (sent: Omit<Sent, 'amount' | 'window'>): OutgoingEmail =>
  aboutClaim(sent, {
    ...{ template: 'claimNamesYouEmail', occasion: 'submitted' },
    subject: `${sent.schoolName} has claimed for mentor training with ${sent.providerName}`,
    body: [
      `${sent.schoolName} has claimed for ${hoursText(sent.hours)} of mentor training with ${sent.providerName}. It says that you have confirmed the hours.`,
      `Reference: ${sent.reference}`,
      `See the claim with its mentors and hours, and compare it with your records:\n\n${claimLink(sent)}`,
      'You do not need to do anything. If it is chosen for an audit, we ask you to confirm the hours.',
    ],
  })
