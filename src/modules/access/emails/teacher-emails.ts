import type { OutgoingEmail } from '#src/platform/email/email.ts'
import type { NumberOutcome } from '../teachers/teacher-events.ts'
import { dear, lines, SERVICE } from './email-text.ts'

type Told = {
  readonly accountId: string
  readonly name: string
  readonly to: string
  /** The last figures of the number: others may read the message. */
  readonly ending: string
  /** Names this one confirmation or answer, so that each is told once. */
  readonly occasion: string
  readonly baseUrl: string
}

const PAGE = '/account/teacher-reference-number'

/** To every mailbox of the account: a number decides whose training record it is. */
export const numberConfirmedEmail = (told: Told): OutgoingEmail => ({
  intent: `access.number-confirmed:${told.occasion}`,
  template: 'numberConfirmedEmail',
  to: told.to,
  subject: 'Your teacher reference number is confirmed',
  body: lines(
    dear(told.name),
    `The teacher reference number (TRN) ending in ${told.ending} is now on your account for ${SERVICE}. The teaching record has confirmed it.`,
    'You do not need to do anything. See it here:',
    `${told.baseUrl}${PAGE}`,
    'If you did not do this, tell us:',
    `${told.baseUrl}/sign-in/problems`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: told.accountId }],
})

const ANSWERS: Readonly<
  Record<NumberOutcome, { readonly subject: string; readonly said: string; readonly next: string }>
> = {
  active: {
    subject: 'You can confirm your teacher reference number now',
    said: 'The teaching record works again, and it has the number.',
    next: 'We do not keep dates of birth, so enter the number once more with your date of birth:',
  },
  'not-found': {
    subject: 'We could not find your teacher reference number',
    said: 'The teaching record works again, and it does not have the number.',
    next: 'Check the number, for example on a payslip, and enter it once more:',
  },
  deactivated: {
    subject: 'Your teacher reference number is not in use',
    said: 'The teaching record works again. It says that the record with this number has been deactivated.',
    next: 'If you have another number, enter that one. The page also says whom to ask:',
  },
  'merged-into': {
    subject: 'Your teacher reference number has changed',
    said: 'The teaching record works again. It says that the record with this number has become part of another one.',
    next: 'Enter the number once more with your date of birth. We then follow the teaching record to the new one:',
  },
  'given-up': {
    subject: 'We could not check your teacher reference number',
    said: 'The teaching record did not answer for a week, so we have stopped asking.',
    next: 'Enter the number once more when it suits you:',
  },
}

/** What the teaching record said in the end of a number that waited. */
export const numberAnsweredEmail = ({
  outcome,
  ...told
}: Told & { readonly outcome: NumberOutcome }): OutgoingEmail => ({
  intent: `access.number-answered:${told.occasion}`,
  template: 'numberAnsweredEmail',
  to: told.to,
  subject: ANSWERS[outcome].subject,
  body: lines(
    dear(told.name),
    `You gave us the teacher reference number (TRN) ending in ${told.ending} when the teaching record did not answer. ${ANSWERS[outcome].said}`,
    ANSWERS[outcome].next,
    `${told.baseUrl}${PAGE}`,
  ),
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'account', id: told.accountId }],
})
