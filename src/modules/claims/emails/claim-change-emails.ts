import type { Money } from '#src/kit/money.ts'
import { moneyText } from '#src/kit/money-text.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { type AboutClaim, aboutClaim, claimLink } from './submission-emails.ts'

type Withdrawn = AboutClaim & { readonly amount: Money; readonly byName: string; readonly because: string }

/** To the school's people who claim: that it is over, and that its hours can be claimed again. */
export const claimWithdrawnEmail = (withdrawn: Withdrawn): OutgoingEmail =>
  aboutClaim(withdrawn, {
    ...{ template: 'claimWithdrawnEmail', occasion: 'withdrawn' },
    subject: `Claim ${withdrawn.reference} has been withdrawn`,
    body: [
      `${withdrawn.byName} has withdrawn the claim of ${withdrawn.schoolName} for mentor training with ${withdrawn.providerName}, ${moneyText(withdrawn.amount)}. It will not be paid.`,
      `Reason: ${withdrawn.because}`,
      `Its hours can be claimed again while a claim window is open. See the claim:\n\n${claimLink(withdrawn)}`,
    ],
  })

/** To the provider that the claim named. */
export const claimNamingYouWithdrawnEmail = (withdrawn: AboutClaim): OutgoingEmail =>
  aboutClaim(withdrawn, {
    ...{ template: 'claimNamingYouWithdrawnEmail', occasion: 'withdrawn' },
    subject: `${withdrawn.schoolName} has withdrawn claim ${withdrawn.reference}`,
    body: [
      `${withdrawn.schoolName} has withdrawn its claim for mentor training with ${withdrawn.providerName}. You do not need to do anything.`,
      `See the claim:\n\n${claimLink(withdrawn)}`,
    ],
  })

/** What must be done before the claim can be paid: sent whatever somebody's preferences are. */
export const providerLostEmail = (lost: AboutClaim & { readonly occasion: string }): OutgoingEmail =>
  aboutClaim(lost, {
    ...{ template: 'providerLostEmail', occasion: lost.occasion },
    subject: `Claim ${lost.reference} needs another provider`,
    body: [
      `The claim of ${lost.schoolName} names ${lost.providerName}, which is not an accredited provider any more. It cannot be paid like this.`,
      `What to do: find out which accredited provider your mentors trained with, and name it:\n\n${claimLink(lost)}`,
      'If there is none, withdraw the claim.',
    ],
  })

type Named = AboutClaim & { readonly occasion: string; readonly before: string }

/** To the school: the claim goes on. */
export const providerNamedEmail = (named: Named): OutgoingEmail =>
  aboutClaim(named, {
    ...{ template: 'providerNamedEmail', occasion: named.occasion },
    subject: `Claim ${named.reference} names ${named.providerName} now`,
    body: [
      `The claim of ${named.schoolName} for mentor training names ${named.providerName} instead of ${named.before}. It goes to the payer with the next batch.`,
      `See the claim:\n\n${claimLink(named)}`,
    ],
  })
