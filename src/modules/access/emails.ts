import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { NOMINATION_LINK_DAYS } from './nomination-rules.ts'
import { codeText } from './proof-rules.ts'
import { CODE_LIFE, SIGN_IN_LINK_LIFE } from './sign-in-rules.ts'

const SERVICE = 'Teacher training services'

/** One intent for each proof, so that a page can ask what became of the message. */
export const signInIntent = (proofId: string): string => `access.sign-in:${proofId}`
export const nominationIntent = (proofId: string): string => `access.nomination-link:${proofId}`

type SignIn = {
  readonly proofId: string
  readonly accountId: string
  readonly to: string
  readonly name: string
  readonly token: string
  readonly code: string
  readonly baseUrl: string
}

export const signInEmail = ({ proofId, accountId, to, name, token, code, baseUrl }: SignIn): OutgoingEmail => ({
  intent: signInIntent(proofId),
  template: 'signInEmail',
  to,
  subject: `Sign in to ${SERVICE}`,
  body: lines(
    `Dear ${plainName(name) ?? 'colleague'}`,
    'Open this link, then select ‘Sign in’:',
    `${baseUrl}/sign-in/link/${token}`,
    `The link works once, for ${SIGN_IN_LINK_LIFE.total('minutes')} minutes.`,
    '# Or enter a code',
    'On the page where you asked for this email, enter:',
    codeText(code),
    `The code works for ${CODE_LIFE.total('minutes')} minutes.`,
    'If you did not ask for this email, you do not need to do anything. Nobody can sign in without it.',
  ),
  holdsSecret: true,
  priority: 'at-once',
  about: [
    { kind: 'account', id: accountId },
    { kind: 'proof', id: proofId },
  ],
})

type NoSignIn = { readonly proofId: string; readonly to: string; readonly baseUrl: string }

/** To an address that nobody signs in with: the page said the same as to everybody, the mailbox is told how to get in. */
export const howToGetAccessEmail = ({ proofId, to, baseUrl }: NoSignIn): OutgoingEmail => ({
  intent: signInIntent(proofId),
  template: 'howToGetAccessEmail',
  to,
  subject: `How to get access to ${SERVICE}`,
  body: lines(
    `Somebody asked to sign in to ${SERVICE} with this email address. It is not one that we know. You can:`,
    [
      '* sign in with the email address that your school gave us, if you have another one',
      '* ask your school’s induction tutor whether they are registered',
      '* ask whoever reads your school’s main email address to nominate you as induction tutor',
    ].join('\n'),
    'Find your school to see whether it can use the service:',
    `${baseUrl}/schools`,
    'If you did not ask for this email, you do not need to do anything.',
  ),
  holdsSecret: false,
  priority: 'at-once',
  about: [{ kind: 'proof', id: proofId }],
})

/** To staff: whoever acts on other people's records never signs in with a mailbox alone. */
export const staffSignInEmail = ({ proofId, to, baseUrl }: NoSignIn): OutgoingEmail => ({
  intent: signInIntent(proofId),
  template: 'staffSignInEmail',
  to,
  subject: `How to sign in to ${SERVICE}`,
  body: lines(
    `Somebody asked to sign in to ${SERVICE} with this email address. Your account can act on other people’s records, so it is not opened by email.`,
    'Sign in with your DfE account:',
    `${baseUrl}/staff-sign-in`,
    'If you did not ask for this email, you do not need to do anything.',
  ),
  holdsSecret: false,
  priority: 'at-once',
  about: [{ kind: 'proof', id: proofId }],
})

type CodesRest = {
  readonly proofId: string
  readonly to: string
  readonly until: Temporal.Instant
  readonly baseUrl: string
}

/** ASVS 5.0, 6.3.5: the owner of a mailbox is told that somebody is guessing. */
export const codesRestEmail = ({ proofId, to, until, baseUrl }: CodesRest): OutgoingEmail => ({
  intent: `access.codes-rest:${proofId}:${until.epochMilliseconds}`,
  template: 'codesRestEmail',
  to,
  subject: 'Wrong sign-in codes were entered for your email address',
  body: lines(
    `Several wrong codes were entered to sign in to ${SERVICE} with this email address. No code works for it until ${momentText(until)}.`,
    'If that was you, open the link in the newest email that you asked for instead. It still works.',
    'If it was not you, you do not need to do anything. Nobody has signed in.',
    `${baseUrl}/sign-in`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'proof', id: proofId }],
})

export type SchoolName = { readonly id: string; readonly name: string; readonly urn: string }

type NominationLink = {
  readonly proofId: string
  readonly to: string
  readonly school: SchoolName
  readonly token: string
  readonly expiresAt: Temporal.Instant
  readonly hasTutor: boolean
  readonly baseUrl: string
}

export const nominationLinkEmail = (link: NominationLink): OutgoingEmail => ({
  intent: nominationIntent(link.proofId),
  template: 'nominationLinkEmail',
  to: link.to,
  subject: `Nominate the induction tutor of ${link.school.name}`,
  body: lines(
    `To: whoever reads email for ${link.school.name} (URN ${link.school.urn})`,
    `Every school that trains early career teachers names one induction tutor. They set up training in ${SERVICE}.`,
    link.hasTutor
      ? 'Your school has an induction tutor. Use this link only if somebody else takes over. They will replace the one that you have:'
      : 'Use this link to tell us who yours is. You need their name and email address:',
    `${link.baseUrl}/nominate-induction-tutor/link/${link.token}`,
    `The link works once, for ${NOMINATION_LINK_DAYS} days: until ${momentText(link.expiresAt)}.`,
    'If somebody else should do this, forward this email to them. Whoever has the link can nominate the induction tutor.',
    'If your school expects no early career teachers this year, open the link and say so.',
  ),
  holdsSecret: true,
  priority: 'ordinary',
  about: [
    { kind: 'school', id: link.school.id },
    { kind: 'proof', id: link.proofId },
  ],
})

type AboutMembership = {
  readonly proofId: string
  readonly to: string
  readonly accountId: string
  readonly school: SchoolName
  readonly baseUrl: string
}

export const nominatedEmail = ({ name, ...nominee }: AboutMembership & { readonly name: string }): OutgoingEmail => ({
  intent: `access.nominated:${nominee.proofId}`,
  template: 'nominatedEmail',
  to: nominee.to,
  subject: `You are the induction tutor of ${nominee.school.name}`,
  body: lines(
    `Dear ${plainName(name) ?? 'colleague'}`,
    `${nominee.school.name} (URN ${nominee.school.urn}) has nominated you as its induction tutor in ${SERVICE}.`,
    'Sign in with this email address. You do not need a password:',
    `${nominee.baseUrl}/sign-in`,
    'If this is a mistake, tell your school. It can nominate somebody else.',
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: aboutMembership(nominee),
})

export const replacedEmail = ({ name, ...tutor }: AboutMembership & { readonly name: string }): OutgoingEmail => ({
  intent: `access.replaced:${tutor.proofId}`,
  template: 'replacedEmail',
  to: tutor.to,
  subject: `You are no longer the induction tutor of ${tutor.school.name}`,
  body: lines(
    `Dear ${plainName(name) ?? 'colleague'}`,
    `Somebody who reads email for ${tutor.school.name} (URN ${tutor.school.urn}) has nominated another induction tutor. You no longer have access to the school in ${SERVICE}.`,
    'If this is a mistake, tell your school. Whoever reads its email can put it right with a new link.',
    'See the school and how its induction tutor is named:',
    `${tutor.baseUrl}/schools/${tutor.school.urn}`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: aboutMembership(tutor),
})

type Done = Omit<AboutMembership, 'accountId'> & { readonly nominee: string; readonly replaced: boolean }

/** To the school's mailbox, so that a link that went astray is noticed. */
export const nominationDoneEmail = ({ proofId, to, school, nominee, replaced, baseUrl }: Done): OutgoingEmail => ({
  intent: `access.nomination-done:${proofId}`,
  template: 'nominationDoneEmail',
  to,
  subject: `${school.name} has nominated its induction tutor`,
  body: lines(
    `Somebody used the link that we sent to this address and nominated ${plainName(nominee) ?? 'somebody'} as induction tutor of ${school.name} (URN ${school.urn}).`,
    replaced
      ? 'They replace the induction tutor that you had. We have told both of them.'
      : 'We have told them how to sign in.',
    'If this is a mistake, find your school and see how to put it right:',
    `${baseUrl}/schools/${school.urn}`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [
    { kind: 'school', id: school.id },
    { kind: 'proof', id: proofId },
  ],
})

const aboutMembership = ({ accountId, school, proofId }: AboutMembership): OutgoingEmail['about'] => [
  { kind: 'account', id: accountId },
  { kind: 'school', id: school.id },
  { kind: 'proof', id: proofId },
]

/** Somebody else typed the name. What mail programs would turn into a link, or Notify into markup, is not repeated in our name. */
const plainName = (name: string): string | null =>
  name.length > LONGEST_NAME || /[[\]<>#*^`|/\\@_]|\w\.\w{2}|\d{5}/.test(name) ? null : name

const LONGEST_NAME = 100

const lines = (...paragraphs: readonly string[]): string => paragraphs.join('\n\n')
