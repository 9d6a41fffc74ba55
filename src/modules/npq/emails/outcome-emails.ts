import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, type Told } from '../../access/public.ts'

type AboutOutcome = {
  readonly registrationId: string
  readonly outcomeId: string
  readonly to: Told
  readonly state: 'passed' | 'failed'
  readonly courseName: string
  readonly providerName: string
  readonly baseUrl: string
}

/** The provider has told whether they passed. */
export const outcomeEmail = (told: AboutOutcome): OutgoingEmail => ({
  intent: `npq.outcomeEmail:${told.outcomeId}`,
  template: 'outcomeEmail',
  to: told.to.address,
  subject:
    told.state === 'passed'
      ? `You have passed ${told.courseName}`
      : `Your provider has told us your result for ${told.courseName}`,
  body: lines(
    dear(told.to.name),
    told.state === 'passed'
      ? `${told.providerName} has told us that you have passed ${told.courseName}.`
      : `${told.providerName} has told us that you have not passed ${told.courseName}. They can tell you whether you can be assessed again.`,
    `See your registration:\n\n${told.baseUrl}/npq/registrations/${told.registrationId}`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'registration', id: told.registrationId },
    { kind: 'account', id: told.to.accountId },
  ],
})
