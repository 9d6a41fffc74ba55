import type { Subject } from '#src/platform/audit/event.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { dear, lines, plainName, type SchoolName, SERVICE } from './email-text.ts'

/** What became of a change of induction tutor. */
export type Outcome = 'undone' | 'objected' | 'upheld' | 'reinstated'

type Told = {
  readonly handoverId: string
  readonly outcome: Outcome
  readonly to: string
  /** Null for the school's mailbox. */
  readonly name: string | null
  /** Whether the reader is the induction tutor now; null for the school's mailbox. */
  readonly isTutor: boolean | null
  /** The induction tutor from now on. */
  readonly tutor: string
  readonly school: SchoolName
  readonly about: readonly [Subject, ...Subject[]]
  readonly baseUrl: string
}

const WHY: Readonly<Record<Outcome, string>> = {
  undone: 'The change of induction tutor has been undone.',
  objected:
    'Somebody told us that the change of induction tutor was not meant to happen, so we have taken it back. Our support team will look at it.',
  upheld: 'Our support team looked at the change of induction tutor and agrees that it was not meant to happen.',
  reinstated: 'Our support team looked at the change of induction tutor and found that it was right.',
}

/** To the two people and the school's mailbox: who is induction tutor from now on, why, and what to do when that is wrong. */
export const takenBackEmail = (told: Told): OutgoingEmail => {
  const { school, isTutor, baseUrl } = told
  const [key, subject, now] = wordsFor(told)
  return {
    intent: `access.handover-${told.outcome}-${key}:${told.handoverId}`,
    template: 'takenBackEmail',
    to: told.to,
    subject,
    body: lines(
      told.name === null ? `To: whoever reads email for ${school.name} (URN ${school.urn})` : dear(told.name),
      `${WHY[told.outcome]} ${now}`,
      ...(isTutor
        ? ['Sign in with this email address. You do not need a password:', `${baseUrl}/sign-in`]
        : [
            'If this is not right, find the school and see how its induction tutor is named:',
            `${baseUrl}/schools/${school.urn}`,
          ]),
    ),
    holdsSecret: false,
    priority: 'ordinary',
    about: told.about,
  }
}

function wordsFor({ isTutor, school, tutor }: Told): readonly [key: string, subject: string, now: string] {
  if (isTutor === null) {
    const name = plainName(tutor) ?? 'The one before'
    return [
      'contact',
      `The induction tutor of ${school.name} has changed back`,
      `${name} is the induction tutor of ${school.name}.`,
    ]
  }
  return isTutor
    ? [
        'tutor',
        `You are the induction tutor of ${school.name}`,
        `You are the induction tutor of ${school.name} in ${SERVICE}.`,
      ]
    : [
        'other',
        `You are not the induction tutor of ${school.name}`,
        `You are not the induction tutor of ${school.name} in ${SERVICE}.`,
      ]
}
