import {
  type ChangeFacts,
  courseChange,
  providerChange,
  type WhyNotChanged,
  withdrawal,
  workDetailsChange,
} from '../registrations/change-rules.ts'
import type { RegistrationStatus } from '../registrations/registration-states.ts'

/** What its owner can change of a registration. */
export const CHANGES = ['work-details', 'course', 'provider', 'withdrawal'] as const
export type Change = (typeof CHANGES)[number]

/** Why a link is not there: the state of the registration, or the time for choosing is over. */
export type WhyNoLink = WhyNotChanged | 'closed' | 'rejected-closed'

/** Where a change begins, and what to know of it; or why it cannot be made, with what to do instead. */
export type ChangeLink =
  | { readonly change: Change; readonly href: string; readonly note: string | null }
  | { readonly change: Change; readonly href: null; readonly because: WhyNoLink }

/** What decides besides the state whether courses and providers can be chosen. */
export type Choosing = {
  /** Registration for the cohort is open to whoever asks; to staff it always is. */
  readonly isOpen: boolean
  /** A provider has been asked to let it go: where that was done, it can be seen and taken back at any time. */
  readonly isReleaseAsked: boolean
}

const PLACES: Readonly<Record<Change, string>> = {
  'work-details': 'change-work-details',
  course: 'change-course',
  provider: 'change-provider',
  withdrawal: 'withdrawal',
}

/**
 * Every change with its address or the reason why it is not there now. Work details and withdrawing are there while registration
 * for the cohort is closed too: no new place is chosen by them.
 */
export function changeLinksOf(
  registrationId: string,
  facts: ChangeFacts,
  { isOpen, isReleaseAsked }: Choosing,
): Readonly<Record<Change, ChangeLink>> {
  const closed = isOpen || isReleaseAsked ? null : CLOSED[facts.registration.status]
  const decided = {
    'work-details': workDetailsChange(facts),
    course: courseChange(facts),
    provider: providerChange(facts),
    withdrawal: withdrawal(facts),
  } as const
  const link = (change: Change): ChangeLink => {
    const decision = decided[change]
    const because = decision.allowed ? timeFor(change, closed) : whyOver(decision.because, closed)
    if (because !== null) return { change, href: null, because }
    const note = 'how' in decision && decision.how === 'released-by-provider' ? 'Your provider has to agree' : null
    return { change, href: `/npq/registrations/${registrationId}/${PLACES[change]}`, note }
  }
  return {
    'work-details': link('work-details'),
    course: link('course'),
    provider: link('provider'),
    withdrawal: link('withdrawal'),
  }
}

const CLOSED = {
  ...{ pending: 'closed', accepted: 'closed', withdrawn: 'closed', expired: 'closed' },
  rejected: 'rejected-closed',
} as const satisfies Readonly<Record<RegistrationStatus, WhyNoLink>>
type Closed = 'closed' | 'rejected-closed' | null

const timeFor = (change: Change, closed: Closed): WhyNoLink | null =>
  change === 'course' || change === 'provider' ? closed : null

/** What was rejected could go to another provider, so what is said of it is another once that is over too. */
const whyOver = (because: WhyNotChanged, closed: Closed): WhyNoLink =>
  because === 'rejected' ? (closed ?? because) : because

/** Every reason why something cannot be changed, once, with what it keeps from being changed and what to do instead. */
export function whyNotLines(links: Readonly<Record<Change, ChangeLink>>): readonly string[] {
  const closed = Object.values(links).flatMap((link) => (link.href === null ? [link] : []))
  const reasons = [...new Set(closed.map(({ because }) => because))]
  return reasons.flatMap((because) => {
    const changes = closed.filter((link) => link.because === because).map(({ change }) => change)
    return [
      ...whyNotChanged(
        changes.filter((change) => change !== 'withdrawal'),
        because,
      ),
      ...(changes.includes('withdrawal') ? whyNotWithdrawn(because) : []),
    ]
  })
}

/** "You cannot change the course or the provider because your training has started. Talk to your provider …" */
export const whyNotChanged = (changes: readonly Exclude<Change, 'withdrawal'>[], because: WhyNoLink) =>
  changes.length === 0
    ? []
    : [
        `You cannot change ${listOf(changes.map((change) => SUBJECT[change]))} because ${OVER[because]}. ${INSTEAD[because]}`,
      ]

/** What is over need not be withdrawn. */
const whyNotWithdrawn = (because: WhyNoLink): readonly string[] =>
  because === 'started' || because === 'deferred'
    ? ['You cannot withdraw here because your provider has accepted you. Tell your provider that you want to leave.']
    : []

const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`

const SUBJECT: Readonly<Record<Exclude<Change, 'withdrawal'>, string>> = {
  'work-details': 'the work details of this registration',
  course: 'the course',
  provider: 'the provider',
}

const OVER: Readonly<Record<WhyNoLink, string>> = {
  closed: 'registration for this start has closed',
  'rejected-closed': 'your provider did not accept this registration and registration for this start has closed',
  rejected: 'your provider did not accept this registration',
  withdrawn: 'this registration was withdrawn',
  expired: 'this registration has expired',
  completed: 'you have done the course',
  started: 'your training has started',
  deferred: 'your training is paused',
}

const INSTEAD: Readonly<Record<WhyNoLink, string>> = {
  closed: 'Contact your provider if you cannot go on as you are, or register for a later start.',
  'rejected-closed': 'You can register for a later start.',
  rejected: 'You can choose another provider for it, or register again.',
  withdrawn: 'You can register again.',
  expired: 'You can register again.',
  completed: 'Talk to your provider if something in it is wrong.',
  started: 'Talk to your provider if you cannot go on as you are.',
  deferred: 'Talk to your provider about going on first.',
}
