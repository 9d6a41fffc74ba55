import { Temporal } from '#src/kit/dates.ts'
import { WRONG_ANSWERS_A_CODE } from '../proofs/sign-in-rules.ts'

/** After this a problem that nobody has solved counts as not solved. Source: ours; the desk reopens no ticket that is older. */
export const GIVEN_UP_AFTER_DAYS = 14
/** How long a school's contact may take over its link: five working days. Source: support desk, action A7. */
export const NO_ACTION_DAYS = 7
/** Asking again within this of an email that ran out is trouble with the email. Source: ours, a day's work. */
export const ASKED_AGAIN_HOURS = 24

export const GIVEN_UP_AFTER = Temporal.Duration.from({ hours: GIVEN_UP_AFTER_DAYS * 24 })

/** The access kinds of the support desk's list (support desk, 2.2), in its order. */
export const PROBLEMS = [
  'other-person-registered',
  'leaver-no-handover',
  'link-not-arrived',
  'link-expired-or-used',
  'unregistered-email',
  'locked-out',
  'wrong-account',
  'gias-contact-no-action',
  'gias-contact-wrong',
  'many-signups',
  'not-aware',
  'add-or-remove-user',
  'identity-not-matched',
] as const
export type Problem = (typeof PROBLEMS)[number]

export type ProblemText = {
  readonly name: string
  readonly area: 'Signing in' | 'Signing up' | 'Roles' | 'Identity'
  /** What is counted as one, and where it begins and ends: said beside the figures. */
  readonly counted: string
  /** What solves it now. */
  readonly remedy: string
  /** False where nothing that we keep tells how often it happens. */
  readonly isRecorded: boolean
}

export const problemText: Readonly<Record<Problem, ProblemText>> = {
  'other-person-registered': {
    area: 'Signing in',
    name: 'Somebody else at the school is registered',
    counted: 'One request to be added to a school, from the moment that it is asked until it is approved.',
    remedy: 'Ask whoever is registered: the request finds the next who can answer by itself.',
    isRecorded: true,
  },
  'leaver-no-handover': {
    area: 'Signing in',
    name: 'The tutor left and did not hand over',
    counted:
      'One successor who was named by the school’s mailbox or by staff in place of a tutor, from the link until they were named.',
    remedy: 'The school’s own mailbox names the successor; the one before is told and can object.',
    isRecorded: true,
  },
  'link-not-arrived': {
    area: 'Signing in',
    name: 'The sign-in email did not arrive',
    counted: 'One mailbox on one day whose sign-in email was not delivered, until its owner signs in.',
    remedy:
      'The page says what became of the email; a code and a link in one message, DfE Sign-in, or a corrected address.',
    isRecorded: true,
  },
  'link-expired-or-used': {
    area: 'Signing in',
    name: 'The sign-in email ran out',
    counted: `One mailbox on one day whose email ran out unused and that asked for another within ${ASKED_AGAIN_HOURS} hours, until its owner signs in.`,
    remedy: 'The page of a dead link sends a new one to the same mailbox; opening a link does not use it up.',
    isRecorded: true,
  },
  'unregistered-email': {
    area: 'Signing in',
    name: 'The email address is not registered',
    counted:
      'One mailbox without an account on one day that asked to sign in, until it has an account and has signed in.',
    remedy: 'An email to that mailbox with the ways in.',
    isRecorded: true,
  },
  'locked-out': {
    area: 'Signing in',
    name: 'Too many wrong codes',
    counted: `One mailbox on one day with ${WRONG_ANSWERS_A_CODE} wrong codes or more for one email, until its owner signs in.`,
    remedy: 'The link in the same email goes on working; staff can unlock codes.',
    isRecorded: true,
  },
  'wrong-account': {
    area: 'Signing in',
    name: 'Wrong DfE Sign-in or One Login account',
    counted:
      'One time that somebody chose it on ‘Problems signing in’ after they had asked for a sign-in email in the same browser, until they sign in.',
    remedy: 'Sign in by email and link the other account; staff can relink it.',
    isRecorded: true,
  },
  'gias-contact-no-action': {
    area: 'Signing up',
    name: 'The school’s contact did not use the link',
    counted: `One school without a tutor whose first link was not used for ${NO_ACTION_DAYS} days, until it has named its tutor.`,
    remedy: 'The next channel in turn: alternative address, letter to the headteacher, staff with a recorded check.',
    isRecorded: true,
  },
  'gias-contact-wrong': {
    area: 'Signing up',
    name: 'The school’s contact is out of date',
    counted:
      'One school on one day whose link was not delivered, or for which staff were asked because no mailbox answers, until it has named its tutor.',
    remedy: 'The alternative address, or a request that staff answer after a recorded check.',
    isRecorded: true,
  },
  'many-signups': {
    area: 'Signing up',
    name: 'Many places to sign up in',
    counted: 'Nothing that we keep tells how many people this confuses.',
    remedy: 'One account for every service and school.',
    isRecorded: false,
  },
  'not-aware': {
    area: 'Signing up',
    name: 'Did not know about the service',
    counted: 'Nothing that we keep tells who has never heard of the service.',
    remedy: 'Invitations to every eligible school without a tutor, and a page for each school that says what to do.',
    isRecorded: false,
  },
  'add-or-remove-user': {
    area: 'Roles',
    name: 'Add or remove somebody',
    counted:
      'One role that was given by an administrator, an approved request, DfE Sign-in or staff. It works at once.',
    remedy: 'Administrators manage their own people.',
    isRecorded: true,
  },
  'identity-not-matched': {
    area: 'Identity',
    name: 'Identity not verified or not matched',
    counted: 'Nothing yet: no service of the platform matches identities with teaching records so far.',
    remedy: 'Staff match the record.',
    isRecorded: false,
  },
}

export const OUTCOMES = ['alone', 'staff', 'waiting', 'not-in'] as const
export type Outcome = (typeof OUTCOMES)[number]

export const outcomeText: Readonly<Record<Outcome, string>> = {
  alone: 'Solved alone',
  staff: 'Solved with staff',
  waiting: 'Still waiting',
  'not-in': 'Not solved',
}

export type ProblemFigures = {
  readonly problem: Problem
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly medianSeconds: number | null
  readonly ninetiethSeconds: number | null
}

export const totalOf = ({ outcomes }: Pick<ProblemFigures, 'outcomes'>): number =>
  OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0)

/** Of those that are decided, how many people solved by themselves; null while none is decided. */
export function shareAlone({ outcomes }: Pick<ProblemFigures, 'outcomes'>): number | null {
  const decided = outcomes.alone + outcomes.staff + outcomes['not-in']
  return decided === 0 ? null : outcomes.alone / decided
}

/** "2 hours 5 minutes": two units are enough to compare by. */
export function durationText(seconds: number): string {
  if (seconds < 1) return 'At once'
  const {
    days,
    hours,
    minutes,
    seconds: rest,
  } = Temporal.Duration.from({ seconds: Math.round(seconds) }).round({
    largestUnit: 'day',
  })
  const parts = [unit(days, 'day'), unit(hours, 'hour'), unit(minutes, 'minute'), unit(rest, 'second')].filter(Boolean)
  return parts.slice(0, 2).join(' ')
}

const unit = (count: number, name: string): string => (count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`)

/** The three problems of each kind that were the most frequent before the platform. Source: document 000, key outcomes, 31 August 2022. */
export const BEFORE = [
  {
    area: 'Signing in',
    rank: 1,
    problem: 'other-person-registered',
    then: 'The most common problem and the hardest for support. One tutor a school; only an agent could tell who, by hand.',
  },
  {
    area: 'Signing in',
    rank: 2,
    problem: 'leaver-no-handover',
    then: 'Easy for an agent, and impossible without one. The tutor before was not told.',
  },
  {
    area: 'Signing in',
    rank: 3,
    problem: 'link-not-arrived',
    then: 'One link was valid at a time, without a code, and nobody could see what became of the email.',
  },
  {
    area: 'Signing up',
    rank: 1,
    problem: 'gias-contact-no-action',
    then: 'One address only, a stop after two requests, and nothing shown of the delivery. 13,874 eligible schools had nobody registered.',
  },
  {
    area: 'Signing up',
    rank: 2,
    problem: 'many-signups',
    then: 'A separate sign-up for each service, and many complaints.',
  },
  {
    area: 'Signing up',
    rank: 3,
    problem: 'not-aware',
    then: 'Schools often did not know what to do or where.',
  },
] as const satisfies readonly {
  readonly area: 'Signing in' | 'Signing up'
  readonly rank: 1 | 2 | 3
  readonly problem: Problem
  readonly then: string
}[]
