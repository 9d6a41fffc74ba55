import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { plainName, type Told } from '../../access/public.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { fundingReasonText, fundingResultText } from '../funding/funding-reasons-rules.ts'
import { registrationEmail, seeRegistration } from './registration-email.ts'

type About = {
  readonly registrationId: string
  /** What makes the occasion one: the revision afterwards, or the request. */
  readonly occasion: string
  readonly to: Told
  readonly courseName: string
  readonly cohortName: string
  readonly providerName: string
  /** Staff did it for them. */
  readonly byStaff: boolean
  readonly baseUrl: string
}

type Words = { readonly subject: string; readonly body: readonly string[] }

const email = (template: string, about: About, words: Words): OutgoingEmail =>
  registrationEmail({
    ...about,
    ...words,
    template,
    intent: `npq.${template}:${about.registrationId}:${about.occasion}:${about.to.accountId}`,
  })

const whole = ({ courseName, cohortName }: About): string => `${courseName}, ${cohortName}`
const staffText = ({ byStaff }: About): readonly string[] =>
  byStaff ? ['Our support team did this for you. If you did not ask for it, tell us.'] : []
const notYou = 'If this was not you, sign in and look at your registration, and tell us.'

type Funding = { readonly before: FundingOutcome; readonly after: FundingOutcome }

const fundingText = ({ before, after }: Funding): readonly string[] => [
  before.result === after.result && before.reason === after.reason
    ? `Funding stays as it was: ${fundingResultText[after.result].toLowerCase()}.`
    : `Funding was: ${fundingResultText[before.result].toLowerCase()}. It is now: ${fundingResultText[after.result].toLowerCase()}. ${fundingReasonText[after.reason]}`,
]

type CourseChange = About & {
  readonly before: { readonly courseName: string; readonly providerName: string }
  readonly funding: Funding
  /** The provider that had accepted them let them go. */
  readonly isReleased: boolean
}

/** To the participant: another course, and perhaps another provider. */
export const courseChangedEmail = (told: CourseChange): OutgoingEmail =>
  email('courseChangedEmail', told, {
    subject: `Your registration is now for ${told.courseName}`,
    body: [
      `Your registration has changed from ${told.before.courseName} to ${whole(told)}.`,
      told.before.providerName === told.providerName
        ? `Your provider is still ${told.providerName}.`
        : `Your provider is now ${told.providerName} instead of ${told.before.providerName}.`,
      ...(told.isReleased
        ? [`${told.before.providerName} has let you go. A place that you had with it has ended.`]
        : []),
      ...fundingText(told.funding),
      `${told.providerName} decides whether it accepts you. If you have not applied on its website yet, do that now.`,
      seeRegistration(told),
      ...(told.byStaff ? staffText(told) : [notYou]),
    ],
  })

type ProviderChange = About & { readonly before: string; readonly isReleased: boolean }

/** To the participant: another provider for the same course. */
export const providerChangedEmail = (told: ProviderChange): OutgoingEmail =>
  email('providerChangedEmail', told, {
    subject: `Your provider for ${told.courseName} is now ${told.providerName}`,
    body: [
      `Your registration for ${whole(told)} is now with ${told.providerName} instead of ${told.before}.`,
      ...(told.isReleased ? [`${told.before} has let you go. A place that you had with it has ended.`] : []),
      `${told.providerName} decides whether it accepts you. If you have not applied on its website yet, do that now.`,
      seeRegistration(told),
      ...(told.byStaff ? staffText(told) : [notYou]),
    ],
  })

type Lost = About & { readonly participant: string; readonly now: Temporal.Instant }

/** To the provider before: stop. */
export const providerLostEmail = (told: Lost): OutgoingEmail =>
  email('providerLostEmail', told, {
    subject: `${plainName(told.participant) ?? 'A participant'} has moved to another provider`,
    body: [
      `${plainName(told.participant) ?? 'A participant'} chose another provider on ${dateText(londonDate(told.now))}. They had registered with ${told.providerName} for ${whole(told)}.`,
      'Stop processing their application. You cannot accept it, and declarations for it are refused.',
      `Application id: ${told.registrationId}`,
      'In the API the application stays as it was on that day, with the time in reassigned_at.',
    ],
  })

type Asked = About & { readonly participant: string; readonly organisationId: string; readonly requestId: string }

/** To the provider that has accepted somebody: they ask to be let go. */
export const releaseAskedEmail = (told: Asked): OutgoingEmail =>
  email('releaseAskedEmail', told, {
    subject: `${plainName(told.participant) ?? 'A participant'} asks to leave ${told.courseName}`,
    body: [
      `${plainName(told.participant) ?? 'A participant'}, whom you accepted for ${whole(told)}, asks you to let them go.`,
      `Read what they ask and answer it:\n\n${told.baseUrl}/organisations/${told.organisationId}/npq-release-requests/${told.requestId}`,
      'Nothing changes until you answer. You can refuse, and say why.',
      `Application id: ${told.registrationId}`,
    ],
  })

/** To the participant: what was asked, and that nothing has changed yet. */
export const releaseAskedParticipantEmail = (told: About & { readonly wish: string }): OutgoingEmail =>
  email('releaseAskedParticipantEmail', told, {
    subject: `You asked ${told.providerName} to let you go`,
    body: [
      `${told.providerName} has accepted you for ${whole(told)}, so it must agree before your registration changes. You asked for ${told.wish}.`,
      'Until it answers you stay registered as you are. We will email you its answer. You can take the request back.',
      seeRegistration(told),
      ...staffText(told),
    ],
  })

/** To the participant: the provider does not let them go. */
export const releaseRefusedEmail = (told: About & { readonly wish: string; readonly because: string }): OutgoingEmail =>
  email('releaseRefusedEmail', told, {
    subject: `${told.providerName} has answered your request`,
    body: [
      `${told.providerName} does not let you go. You asked for ${told.wish}.`,
      plainName(told.because) ? `It says: ‘${told.because}’` : 'Sign in to read its reason.',
      `You are still registered for ${whole(told)}. Contact ${told.providerName} if you want to talk about it. You can ask again.`,
      seeRegistration(told),
    ],
  })

/** To the provider: nothing is left to answer. */
export const releaseTakenBackEmail = (told: About & { readonly participant: string }): OutgoingEmail =>
  email('releaseTakenBackEmail', told, {
    subject: `${plainName(told.participant) ?? 'A participant'} stays on ${told.courseName}`,
    body: [
      `${plainName(told.participant) ?? 'A participant'} took back the request to be let go. You do not need to do anything.`,
      `Application id: ${told.registrationId}`,
    ],
  })

/** To the participant: the registration is over. */
export const withdrawnEmail = (told: About): OutgoingEmail =>
  email('withdrawnEmail', told, {
    subject: `You withdrew your registration for ${told.courseName}`,
    body: [
      `Your registration for ${whole(told)}, with ${told.providerName} has been withdrawn. ${told.providerName} has been told.`,
      `You can register again while registration is open:\n\n${told.baseUrl}/npq`,
      ...(told.byStaff ? staffText(told) : ['If this was not you, sign in and register again, and tell us.']),
    ],
  })

/** To the provider: stop. */
export const withdrawnProviderEmail = (told: About & { readonly participant: string }): OutgoingEmail =>
  email('withdrawnProviderEmail', told, {
    subject: `${plainName(told.participant) ?? 'A participant'} has withdrawn their application`,
    body: [
      `${plainName(told.participant) ?? 'A participant'} withdrew their registration for ${whole(told)} before you answered it. You do not need to do anything.`,
      `Application id: ${told.registrationId}`,
    ],
  })
