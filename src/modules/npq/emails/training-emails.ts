import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { Told } from '../../access/public.ts'
import { registrationEmail, seeRegistration } from './registration-email.ts'

export type AboutTraining = {
  readonly registrationId: string
  readonly revision: number
  readonly to: Told
  readonly courseName: string
  readonly providerName: string
  readonly baseUrl: string
}

type Words = { readonly template: string; readonly subject: string; readonly body: readonly string[] }

const email = (told: AboutTraining, { template, subject, body }: Words): OutgoingEmail =>
  registrationEmail({
    ...told,
    ...{ template, subject, intent: `npq.${template}:${told.registrationId}:${told.revision}` },
    body: [...body, seeRegistration(told), `If this is not what you agreed, contact ${told.providerName}.`],
  })

export const deferredEmail = (told: AboutTraining): OutgoingEmail =>
  email(told, {
    template: 'deferredEmail',
    subject: `Your training for ${told.courseName} is deferred`,
    body: [
      `${told.providerName} has told us that you are taking a break from ${told.courseName}.`,
      `What happens next: agree with ${told.providerName} when you go on. They tell us when you do.`,
    ],
  })

export const resumedEmail = (told: AboutTraining): OutgoingEmail =>
  email(told, {
    template: 'resumedEmail',
    subject: `Your training for ${told.courseName} goes on`,
    body: [`${told.providerName} has told us that you have resumed ${told.courseName}.`],
  })

export const trainingWithdrawnEmail = (told: AboutTraining): OutgoingEmail =>
  email(told, {
    template: 'trainingWithdrawnEmail',
    subject: `You have been withdrawn from ${told.courseName}`,
    body: [
      `${told.providerName} has told us that you have left ${told.courseName}.`,
      'If you want to do the course later, talk to the provider first: if you had a funded place, you may not get another for the same course.',
    ],
  })

type Moved = AboutTraining & { readonly scheduleName: string; readonly cohortName: string | null }

/** `cohortName` is that of another cohort, and null when the cohort stays. */
export const scheduleChangedEmail = (told: Moved): OutgoingEmail =>
  email(told, {
    template: 'scheduleChangedEmail',
    subject: `The dates of your training for ${told.courseName} have changed`,
    body: [
      told.cohortName === null
        ? `${told.providerName} has moved your training to another schedule: ${told.scheduleName}.`
        : `${told.providerName} has moved you to ${told.cohortName}, schedule ${told.scheduleName}.`,
      'Your provider can tell you the dates.',
    ],
  })
