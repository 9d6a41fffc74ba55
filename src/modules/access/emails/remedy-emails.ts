import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, SERVICE } from './email-text.ts'

type AboutAccount = {
  readonly accountId: string
  readonly to: string
  readonly name: string
  readonly baseUrl: string
}

type Corrected = AboutAccount & {
  /** The address that is used from now on, as the reader may see it. */
  readonly now: string
  /** One message each for the mailbox before and the mailbox after. */
  readonly mailbox: 'before' | 'after'
  /** Which correction, or undoing of one, this is. */
  readonly occasion: string
}

/** To both mailboxes, so that neither loses or gains an account unnoticed. */
export const addressCorrectedEmail = (told: Corrected): OutgoingEmail => ({
  intent: `access.address-corrected:${told.occasion}:${told.mailbox}`,
  template: 'addressCorrectedEmail',
  to: told.to,
  subject: `Your email address for ${SERVICE} has changed`,
  body: lines(
    dear(told.name),
    told.mailbox === 'after'
      ? `Our support staff have set this as your email address for ${SERVICE}. Sign in with it from now on:`
      : `Our support staff have changed the email address that you sign in to ${SERVICE} with. It is now ${told.now}. This address no longer works. Sign in with the new one:`,
    `${told.baseUrl}/sign-in`,
    'You have been signed out everywhere.',
    'If you did not ask for this, tell us now. We can put it back:',
    `${told.baseUrl}/sign-in/problems`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: told.accountId }],
})

type Switched = AboutAccount & { readonly occasion: string }

export const accountDisabledEmail = ({ accountId, to, name, baseUrl, occasion }: Switched): OutgoingEmail => ({
  intent: `access.account-disabled:${occasion}`,
  template: 'accountDisabledEmail',
  to,
  subject: `Your account for ${SERVICE} has been disabled`,
  body: lines(
    dear(name),
    `Our support staff have disabled your account for ${SERVICE}. You have been signed out and cannot sign in.`,
    'If you think that this is a mistake, tell us:',
    `${baseUrl}/sign-in/problems`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: accountId }],
})

export const accountEnabledEmail = ({ accountId, to, name, baseUrl, occasion }: Switched): OutgoingEmail => ({
  intent: `access.account-enabled:${occasion}`,
  template: 'accountEnabledEmail',
  to,
  subject: `You can use ${SERVICE} again`,
  body: lines(
    dear(name),
    `Our support staff have enabled your account for ${SERVICE} again. Sign in with this email address:`,
    `${baseUrl}/sign-in`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: accountId }],
})
