import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { Told } from '../../access/public.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { fundingReasonText, fundingResultText } from '../funding/funding-reasons-rules.ts'
import { PROVIDER_ANSWER_DAYS } from '../submission/submission-rules.ts'
import { linkToRegistration, registrationEmail } from './registration-email.ts'

type Registered = {
  readonly registrationId: string
  readonly to: Told
  readonly courseName: string
  readonly cohortName: string
  readonly providerName: string
  readonly outcome: FundingOutcome
  readonly baseUrl: string
}

/** To whoever has registered, and to nobody else: what happens next, in order, and where they see how it goes on. */
export const registeredEmail = (told: Registered): OutgoingEmail => {
  const { registrationId, courseName, cohortName, providerName, outcome } = told
  return registrationEmail({
    ...told,
    ...{ template: 'registeredEmail', intent: `npq.registered:${registrationId}` },
    subject: `You have registered for ${courseName}`,
    body: [
      `You have registered for ${courseName}, ${cohortName}, with ${providerName}. You do not need to register again.`,
      `Scholarship funding: ${fundingResultText[outcome.result].toLowerCase()}. ${fundingReasonText[outcome.reason]}`,
      'What happens next:',
      `1. ${providerName} sees your registration now, and should contact you within ${PROVIDER_ANSWER_DAYS} working days. They may ask you to apply on their own website.`,
      `2. ${providerName} decides whether to accept you${outcome.result === 'not-funded' ? '' : ' and whether it has a funded place for you'}.`,
      '3. We email you when they have decided.',
      `See how your registration stands, or change your provider, course or work details:\n\n${linkToRegistration(told)}`,
    ],
  })
}
