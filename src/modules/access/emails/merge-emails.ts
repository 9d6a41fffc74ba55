import { createHash } from 'node:crypto'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { MergedBecause } from '../merges/merge-events.ts'
import { MERGE_UNDO_DAYS } from '../merges/merge-rules.ts'
import { dear, lines, SERVICE } from './email-text.ts'

type Told = {
  readonly accountId: string
  readonly mergeId: string
  readonly name: string
  readonly to: string
  /** The folded address: each mailbox is told once. */
  readonly mailbox: string
  readonly baseUrl: string
}

/** To every mailbox of both accounts: nobody's account becomes part of another unnoticed. */
export const accountsMergedEmail = ({
  because,
  ...told
}: Told & { readonly because: MergedBecause }): OutgoingEmail => ({
  intent: `access.accounts-merged:${told.mergeId}:${digest(told.mailbox)}`,
  template: 'accountsMergedEmail',
  to: told.to,
  subject: `Your two accounts for ${SERVICE} are now one`,
  body: lines(
    dear(told.name),
    because === 'by-staff'
      ? `Our support staff have made one account of the two that you had for ${SERVICE}.`
      : `You have made one account of the two that you had for ${SERVICE}.`,
    'Every email address and every other way to sign in of either now opens the one account. Nothing that you registered or were given is lost.',
    `${told.baseUrl}/sign-in`,
    `If these are not both your accounts, tell us. For ${MERGE_UNDO_DAYS} days we can take them apart again:`,
    `${told.baseUrl}/sign-in/problems`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: told.accountId }],
})

/** To every mailbox of both accounts once they are two again. */
export const mergeUndoneEmail = (told: Told): OutgoingEmail => ({
  intent: `access.account-merge-undone:${told.mergeId}:${digest(told.mailbox)}`,
  template: 'mergeUndoneEmail',
  to: told.to,
  subject: `Your account for ${SERVICE} is separate again`,
  body: lines(
    dear(told.name),
    `Our support staff have taken apart two accounts for ${SERVICE} that had been made one. This email address opens the account that it opened before.`,
    `${told.baseUrl}/sign-in`,
    'You have been signed out everywhere. If you think that this is a mistake, tell us:',
    `${told.baseUrl}/sign-in/problems`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: told.accountId }],
})

type Proving = {
  readonly accountId: string
  readonly otherAccountId: string
  readonly proofId: string
  readonly to: string
  readonly token: string
  readonly hours: number
  readonly baseUrl: string
}

/** What a page asks to learn what became of the message. */
export const joinAccountsIntent = (proofId: string): string => `access.join-accounts:${proofId}`

/** To the mailbox of an account with the same teacher reference number. Says what the link does, for a reader who did not ask. */
export const joinAccountsEmail = (told: Proving): OutgoingEmail => ({
  intent: joinAccountsIntent(told.proofId),
  template: 'joinAccountsEmail',
  to: told.to,
  subject: `Is this also your account for ${SERVICE}?`,
  body: lines(
    'Somebody who is signed in to another account gave your teacher reference number and date of birth.',
    'If that was you, open this link in the browser in which you are signed in to the other account. You can then make one account of the two:',
    `${told.baseUrl}/account/teacher-reference-number/link/${told.token}`,
    `The link works once, for ${told.hours} hours.`,
    'If it was not you, do not open the link, and do not pass it on. Tell us:',
    `${told.baseUrl}/sign-in/problems`,
  ),
  holdsSecret: true,
  priority: 'at-once',
  about: [
    { kind: 'account', id: told.otherAccountId },
    { kind: 'proof', id: told.proofId },
  ],
})

const digest = (mailbox: string): string => createHash('sha256').update(mailbox).digest('base64url').slice(0, 22)
