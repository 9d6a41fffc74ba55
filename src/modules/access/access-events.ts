import { z } from 'zod'
import { academicYearText, dateText, Temporal } from '#src/kit/dates.ts'
import { change, defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { powerText, STAFF_POWERS } from './accounts/account.ts'
import { ownAccountEvents } from './accounts/own-account-events.ts'
import { apiTokenEvents } from './api-tokens/api-token-events.ts'
import { confirmationEvents } from './confirmations/confirmation-events.ts'
import { handoverEvents } from './handovers/handover-events.ts'
import { identityEvents } from './identities/identity-events.ts'
import { invitationEvents } from './invitations/invitation-events.ts'
import { joinRequestEvents } from './join-requests/join-request-events.ts'
import { linkRequestEvents } from './link-requests/link-request-events.ts'
import { membershipEvents } from './memberships/membership-events.ts'
import { mergeEvents } from './merges/merge-events.ts'
import { EXPECTATIONS, type Expectation } from './nominations/nomination-rules.ts'
import { signInProblemEvents } from './problems/sign-in-problem-events.ts'
import { remedyEvents } from './remedies/remedy-events.ts'
import { teacherEvents } from './teachers/teacher-events.ts'

// Addresses are stored masked: the history outlives them, and more people read it than may read addresses.

const recipientText = {
  main: 'the school’s main contact',
  alternative: 'the school’s alternative contact',
  'checked-by-staff': 'an address that staff have checked',
} as const

export const nominationLinkSent = defineEvent({
  name: 'access.nomination-link-sent',
  version: 1,
  payload: z.object({
    to: z.string(),
    channel: z.enum(['main', 'alternative', 'checked-by-staff']),
    expiresOn: z.iso.date(),
  }),
  sentence: ({ to, channel, expiresOn }) =>
    `Nomination link sent to ${recipientText[channel]}, ${to}. It works until ${dateText(Temporal.PlainDate.from(expiresOn))}`,
})

export const nominationStarted = defineEvent({
  name: 'access.nomination-started',
  version: 1,
  payload: z.object({ sentTo: z.string() }),
  sentence: ({ sentTo }) => `Somebody opened the nomination link sent to ${sentTo} and began`,
})

const expectationText: Readonly<Record<Expectation, string>> = {
  yes: 'expects early career teachers',
  no: 'expects no early career teachers',
  'not-known': 'does not know yet whether it expects early career teachers',
}

export const expectationRecorded = defineEvent({
  name: 'access.early-career-expectation-recorded',
  version: 1,
  payload: z.object({ academicYear: z.int(), answer: change(z.enum(EXPECTATIONS).nullable()) }),
  sentence: ({ academicYear, answer }) =>
    `For ${academicYearText(academicYear)} the school ${answer.after ? expectationText[answer.after] : 'has not said'}`,
})

export const inductionTutorNominated = defineEvent({
  name: 'access.induction-tutor-nominated',
  version: 1,
  payload: z.object({
    school: z.string(),
    name: z.string(),
    address: z.string(),
    tutor: change(z.string().nullable()),
  }),
  sentence: ({ school, name, address }) => `${name} (${address}) nominated as induction tutor of ${school}`,
})

export const inductionTutorConfirmed = defineEvent({
  name: 'access.induction-tutor-confirmed',
  version: 1,
  payload: z.object({ school: z.string(), address: z.string() }),
  sentence: ({ school, address }) => `Induction tutor of ${school} confirmed: ${address}`,
})

export const accountCreated = defineEvent({
  name: 'access.account-created',
  version: 1,
  payload: z.object({ name: z.string() }),
  sentence: ({ name }) => `Account made for ${name}`,
})

export const staffAdded = defineEvent({
  name: 'access.staff-added',
  version: 1,
  payload: z.object({ issuer: z.string(), powers: z.array(z.enum(STAFF_POWERS)) }),
  sentence: ({ powers }) => `Made a member of staff who may: ${powers.map((power) => powerText[power]).join(', ')}`,
})

export const signInEmailRequested = defineEvent({
  name: 'access.sign-in-email-requested',
  version: 1,
  payload: z.object({ address: z.string() }),
  sentence: ({ address }) => `Sign-in email asked for by ${address}`,
})

export const signInRefused = defineEvent({
  name: 'access.sign-in-refused',
  version: 1,
  payload: z.object({ address: z.string(), wrong: z.enum(['code', 'address']) }),
  sentence: ({ address, wrong }) =>
    wrong === 'code' ? `Wrong sign-in code for ${address}` : `Wrong address given with the sign-in link for ${address}`,
})

const methodText = {
  email: 'by email',
  'dfe-sign-in': 'with DfE Sign-in',
  'one-login': 'with GOV.UK One Login',
  persona: 'as a persona',
} as const

export const signedIn = defineEvent({
  name: 'access.signed-in',
  version: 1,
  payload: z.object({ method: z.enum(['email', 'dfe-sign-in', 'one-login', 'persona']) }),
  sentence: ({ method }) => `Signed in ${methodText[method]}`,
})

export const signedOut = defineEvent({
  name: 'access.signed-out',
  version: 1,
  payload: z.object({}),
  sentence: () => 'Signed out',
})

/** The catalogue of this module's history. */
export const events: readonly EventDefinition[] = [
  nominationLinkSent,
  nominationStarted,
  expectationRecorded,
  inductionTutorNominated,
  inductionTutorConfirmed,
  ...membershipEvents,
  ...ownAccountEvents,
  ...identityEvents,
  ...handoverEvents,
  ...confirmationEvents,
  ...joinRequestEvents,
  ...signInProblemEvents,
  ...linkRequestEvents,
  ...invitationEvents,
  ...remedyEvents,
  ...apiTokenEvents,
  ...mergeEvents,
  ...teacherEvents,
  accountCreated,
  staffAdded,
  signInEmailRequested,
  signInRefused,
  signedIn,
  signedOut,
]
