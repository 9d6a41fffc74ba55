import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, SERVICE, type Told } from '../../access/public.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import type { ReasonForRejection } from '../registrations/registration.ts'
import { linkToRegistration, registrationEmail, seeRegistration } from './registration-email.ts'

type AboutRegistration = {
  readonly registrationId: string
  /** The revision that it has afterwards: the same may be decided again later, and is then told again. */
  readonly revision: number
  readonly to: Told
  readonly courseName: string
  readonly cohortName: string
  readonly providerName: string
  readonly baseUrl: string
}

const toParticipant = (
  template: string,
  about: AboutRegistration,
  { subject, body }: { readonly subject: string; readonly body: readonly string[] },
): OutgoingEmail =>
  registrationEmail({
    ...about,
    ...{ template, subject, body },
    intent: `npq.${template}:${about.registrationId}:${about.revision}`,
  })

type Accepted = AboutRegistration & { readonly cohortFunding: CohortFunding; readonly fundedPlace: boolean | null }

export const acceptedEmail = (told: Accepted): OutgoingEmail =>
  toParticipant('acceptedEmail', told, {
    subject: `${told.providerName} has accepted you for ${told.courseName}`,
    body: [
      `${told.providerName} has accepted your registration for ${told.courseName}, ${told.cohortName}.`,
      placeText(told),
      'What happens next: your provider tells you when and how your course begins. If you have not heard from them, contact them.',
      seeRegistration(told),
      'If you do not want to do this course with this provider any more, tell the provider now.',
    ],
  })

function placeText({ cohortFunding, fundedPlace, providerName }: Accepted): string {
  if (cohortFunding === 'zero') return 'There is no scholarship funding for courses that start in this cohort.'
  if (fundedPlace === null) return 'If you are eligible for scholarship funding, your place is funded.'
  return fundedPlace
    ? 'You have a funded place: scholarship funding pays for your course.'
    : `You do not have a funded place. ${providerName} can tell you why, and how the course is paid for.`
}

type Rejected = AboutRegistration & { readonly because: ReasonForRejection }

/** The provider said no, or its time has passed. */
export const rejectedEmail = (told: Rejected): OutgoingEmail =>
  toParticipant('rejectedEmail', told, {
    subject:
      told.because === 'registration_expired'
        ? `Your registration for ${told.courseName} has expired`
        : `${told.providerName} cannot offer you a place on ${told.courseName}`,
    body: [
      told.because === 'registration_expired'
        ? `${told.providerName} has not accepted your registration for ${told.courseName}, ${told.cohortName}, in time. It has ended.`
        : `${told.providerName} has rejected your registration for ${told.courseName}, ${told.cohortName}. They can tell you why.`,
      `You do not need to register again. While registration for ${told.cohortName} is open you can choose another provider for the same registration:\n\n${linkToRegistration(told)}`,
    ],
  })

type OtherAccepted = AboutRegistration & { readonly acceptedBy: string; readonly acceptedCourse: string }

/** Another registration of theirs was accepted, so this one is over. */
export const otherAcceptedEmail = (told: OtherAccepted): OutgoingEmail =>
  toParticipant('otherAcceptedEmail', told, {
    subject: `Your registration for ${told.courseName} with ${told.providerName} has ended`,
    body: [
      `${told.acceptedBy} has accepted you for ${told.acceptedCourse}, ${told.cohortName}. Nobody can be on both, so your registration for ${told.courseName} with ${told.providerName} has ended.`,
      `See your registrations:\n\n${told.baseUrl}/npq/registrations`,
      `If you want ${told.providerName} instead, tell ${told.acceptedBy} first.`,
    ],
  })

/** The provider whose pending registration ended so is told too. */
export const otherAcceptedProviderEmail = (told: AboutRegistration): OutgoingEmail => ({
  intent: `npq.otherAcceptedProviderEmail:${told.registrationId}:${told.revision}:${told.to.accountId}`,
  template: 'otherAcceptedProviderEmail',
  to: told.to.address,
  subject: `An application to ${told.providerName} has ended`,
  body: lines(
    dear(told.to.name),
    `Another provider has accepted a participant who was waiting for your answer for ${told.courseName}, ${told.cohortName}. Their application to you has ended. You do not need to do anything.`,
    `Application id: ${told.registrationId}`,
    `In the API its status is rejected and its reason for rejection is other_application_in_this_cohort_accepted. This email is sent by ${SERVICE}.`,
  ),
  holdsSecret: false,
  priority: 'bulk',
  about: [
    { kind: 'registration', id: told.registrationId },
    { kind: 'account', id: told.to.accountId },
  ],
})

export const fundedPlaceChangedEmail = (told: AboutRegistration & { readonly fundedPlace: boolean }): OutgoingEmail =>
  toParticipant('fundedPlaceChangedEmail', told, {
    subject: told.fundedPlace
      ? `You have a funded place on ${told.courseName}`
      : `You no longer have a funded place on ${told.courseName}`,
    body: [
      told.fundedPlace
        ? `${told.providerName} has given you a funded place on ${told.courseName}, ${told.cohortName}. Scholarship funding pays for your course.`
        : `${told.providerName} has told us that you do not have a funded place on ${told.courseName}, ${told.cohortName}. They can tell you why, and how the course is paid for.`,
      seeRegistration(told),
    ],
  })

/** Staff, or a provider that lets go, put it back to pending. */
export const revertedEmail = (told: AboutRegistration): OutgoingEmail =>
  toParticipant('revertedEmail', told, {
    subject: `Your registration for ${told.courseName} is waiting for an answer again`,
    body: [
      `Your registration for ${told.courseName}, ${told.cohortName}, with ${told.providerName} is pending again. A place that you had before is not kept for you: the provider decides again.`,
      `See what happens next and by when:\n\n${linkToRegistration(told)}`,
    ],
  })
