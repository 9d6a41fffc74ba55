import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { plainName, SERVICE, type Told } from '../../access/public.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { fundingReasonText, fundingResultText } from '../funding/funding-reasons-rules.ts'
import { registrationEmail, seeRegistration } from './registration-email.ts'

type About = {
  readonly registrationId: string
  /** The version that this is about: nobody is told twice of the same. */
  readonly versionId: string
  readonly to: Told
  readonly courseName: string
  readonly cohortName: string
  readonly providerName: string
  readonly baseUrl: string
}

type Changed = About & {
  readonly before: string
  readonly after: string
  readonly kind: 'correction' | 'move'
  readonly effectiveOn: Temporal.PlainDate
  readonly funding: Readonly<Record<'before' | 'after', FundingOutcome>>
  readonly isFundingFixed: boolean
  readonly isPlaceInDoubt: boolean
  readonly isByStaff: boolean
}

const email = (template: string, about: About, words: Words): OutgoingEmail =>
  registrationEmail({
    ...about,
    ...words,
    template,
    intent: `npq.${template}:${about.versionId}:${about.to.accountId}`,
  })

type Words = { readonly subject: string; readonly body: readonly string[] }

/** To the participant, always: what we have now, what it means for funding, and what to do when it was not them. */
export const workDetailsChangedEmail = (told: Changed): OutgoingEmail =>
  email('workDetailsChangedEmail', told, {
    subject: `Your work details for ${told.courseName} have changed`,
    body: [
      `${told.isByStaff ? 'Our support team has changed' : 'You have changed'} the work details of your registration for ${told.courseName}, ${told.cohortName}, with ${told.providerName}.`,
      whereText(told),
      fundingText(told),
      'Your course and provider are the same. You do not need to register again.',
      seeRegistration(told),
      told.isByStaff
        ? 'If you did not ask for this, tell us.'
        : 'If this was not you, sign in and look at your registration, and tell us.',
    ],
  })

/** To those at the provider who look after participants, once it has accepted: at once, because it checks where people work. */
export const workDetailsChangedProviderEmail = (told: Changed & { readonly participant: string }): OutgoingEmail =>
  email('workDetailsChangedProviderEmail', told, {
    subject: `A participant of ${told.providerName} has new work details`,
    body: [
      `The work details of ${plainName(told.participant) ?? 'a participant'} for ${told.courseName}, ${told.cohortName}, have changed.`,
      whereText(told),
      fundingText(told),
      ...(told.isPlaceInDoubt
        ? [
            'The funded place stays until our support team has decided whether it can. A declaration that training has started is held until then. You do not need to do anything.',
          ]
        : []),
      `Application id: ${told.registrationId}`,
      `The API has the same as a change of this application. This email is sent by ${SERVICE}.`,
    ],
  })

/** Somebody typed some of the names: those that could be taken for a link or markup are not repeated. */
const named = (name: string): string => plainName(name) ?? 'the workplace that was entered'

const whereText = ({ kind, before, after, effectiveOn }: Changed): string =>
  kind === 'correction'
    ? `Corrected: ${named(after)} instead of ${named(before)}.`
    : `New from ${dateText(effectiveOn)}: ${named(after)}. Before: ${named(before)}.`

function fundingText({ funding: { before, after }, isFundingFixed, isPlaceInDoubt }: Changed): string {
  if (isFundingFixed) return 'Funding stays as it was decided.'
  const same = before.result === after.result && before.reason === after.reason
  if (same) return `Scholarship funding is as before: ${fundingResultText[after.result].toLowerCase()}.`
  const told = `Scholarship funding was: ${fundingResultText[before.result].toLowerCase()}. It is now: ${fundingResultText[after.result].toLowerCase()}. ${fundingReasonText[after.reason]}`
  return isPlaceInDoubt ? `${told} The funded place stays until we have decided whether it can.` : told
}
