import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { Told } from '../../access/public.ts'
import { registrationEmail, seeRegistration } from './registration-email.ts'

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
export const outcomeEmail = (told: AboutOutcome): OutgoingEmail =>
  registrationEmail({
    ...told,
    ...{ template: 'outcomeEmail', intent: `npq.outcomeEmail:${told.outcomeId}` },
    subject:
      told.state === 'passed'
        ? `You have passed ${told.courseName}`
        : `Your provider has told us your result for ${told.courseName}`,
    body: [
      told.state === 'passed'
        ? `${told.providerName} has told us that you have passed ${told.courseName}.`
        : `${told.providerName} has told us that you have not passed ${told.courseName}. They can tell you whether you can be assessed again.`,
      seeRegistration(told),
    ],
  })
