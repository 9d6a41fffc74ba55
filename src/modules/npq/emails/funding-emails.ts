import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { Told } from '../../access/public.ts'
import { registrationEmail, seeRegistration } from './registration-email.ts'

type AboutDecision = {
  readonly registrationId: string
  readonly decisionId: string
  readonly to: Told
  readonly courseName: string
  readonly cohortName: string
  readonly providerName: string
  readonly isAccepted: boolean
  readonly baseUrl: string
}

/** One message for each decision. */
const toParticipant = (
  template: string,
  told: AboutDecision,
  { subject, body }: { readonly subject: string; readonly body: readonly string[] },
): OutgoingEmail =>
  registrationEmail({
    ...told,
    ...{ template, subject, intent: `npq.${template}:${told.decisionId}` },
    body: [...body, seeRegistration(told)],
  })

/** Staff decided that they are eligible. */
export const fundingGrantedEmail = (told: AboutDecision): OutgoingEmail =>
  toParticipant('fundingGrantedEmail', told, {
    subject: `You are eligible for scholarship funding for ${told.courseName}`,
    body: [
      `We looked at your registration for ${told.courseName}, ${told.cohortName}, and decided that you are eligible for scholarship funding.`,
      `This is not a promise of a funded place: ${told.providerName} confirms whether it has one for you.`,
      told.isAccepted
        ? `What happens next: ask ${told.providerName} about a funded place.`
        : 'What happens next: your provider tells you whether it accepts you, and whether it has a funded place for you.',
    ],
  })

/** Staff decided that they are not eligible. */
export const fundingRefusedEmail = (told: AboutDecision): OutgoingEmail =>
  toParticipant('fundingRefusedEmail', told, {
    subject: `You are not eligible for scholarship funding for ${told.courseName}`,
    body: [
      `We looked at your registration for ${told.courseName}, ${told.cohortName}, and decided that you are not eligible for scholarship funding.`,
      `Your registration stays as it is. You can still take the course if you, your employer or somebody else pays for it: agree with ${told.providerName} how it is paid.`,
      'If your work details are wrong, change them on the page of your registration. We then look at your funding again. If you do not want to do the course without funding, withdraw the registration there or tell your provider.',
    ],
  })
