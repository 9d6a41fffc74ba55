import { momentText, type Temporal } from '#src/kit/dates.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { codeText } from '../proofs/proof-rules.ts'
import { CODE_LIFE, SIGN_IN_LINK_LIFE } from '../proofs/sign-in-rules.ts'
import { dear, lines, SERVICE } from './email-text.ts'

/** One intent for each proof, so that a page can ask what became of the message. */
export const signInIntent = (proofId: string): string => `access.sign-in:${proofId}`

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
    dear(name),
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

type NoAccount = NoSignIn & {
  /** Opens the way to begin as a teacher; null where the address has an account that may not be used. */
  readonly token: string | null
}

/**
 * To an address that nobody signs in with: the page said the same as to everybody, the mailbox is told how to get in. Its secret is
 * that of the sign-in message, which is made for every address alike.
 */
export const howToGetAccessEmail = ({ proofId, to, token, baseUrl }: NoAccount): OutgoingEmail => ({
  intent: signInIntent(proofId),
  template: 'howToGetAccessEmail',
  to,
  subject: `How to get access to ${SERVICE}`,
  body: lines(
    `Somebody asked to sign in to ${SERVICE} with this email address. It is not one that we know. You can:`,
    [
      '* sign in with the email address that your school gave us, if you have another one',
      '* ask the people who are registered at your school to add you',
      '* have a link sent to your school’s own email address, so that whoever reads it names you induction tutor',
    ].join('\n'),
    'Sign in with another address:',
    `${baseUrl}/sign-in`,
    'Choose your school and ask to be added:',
    `${baseUrl}/sign-in/problems/somebody-else`,
    'Choose your school to see who is registered, or to have the link sent:',
    `${baseUrl}/sign-in/problems/never-registered`,
    ...(token === null
      ? []
      : [
          '# If you are a teacher and new here',
          'You can begin with this address, for example to register for a national professional qualification (NPQ). Open this link, then give your name:',
          `${baseUrl}/teacher-sign-up/link/${token}`,
          `The link works once, for ${SIGN_IN_LINK_LIFE.total('minutes')} minutes.`,
        ]),
    'Something else is the problem:',
    `${baseUrl}/sign-in/problems`,
    'If you did not ask for this email, you do not need to do anything.',
  ),
  holdsSecret: token !== null,
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
