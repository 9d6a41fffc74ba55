import {
  type ChangeFacts,
  courseChange,
  providerChange,
  type WhyNotChanged,
  withdrawal,
  workDetailsChange,
} from '../registrations/change-rules.ts'

/** What its owner can change of a registration. */
export const CHANGES = ['work-details', 'course', 'provider', 'withdrawal'] as const
export type Change = (typeof CHANGES)[number]

/** Where a change begins, and what to know of it; or why it cannot be made, with what to do instead. */
export type ChangeLink =
  | { readonly change: Change; readonly href: string; readonly note: string | null }
  | { readonly change: Change; readonly href: null; readonly because: WhyNotChanged }

const PLACES: Readonly<Record<Change, string>> = {
  'work-details': 'change-work-details',
  course: 'change-course',
  provider: 'change-provider',
  withdrawal: 'withdrawal',
}

/** Every change with its address or the reason why it is not there now. */
export function changeLinksOf(registrationId: string, facts: ChangeFacts): Readonly<Record<Change, ChangeLink>> {
  const decided = {
    'work-details': workDetailsChange(facts),
    course: courseChange(facts),
    provider: providerChange(facts),
    withdrawal: withdrawal(facts),
  } as const
  const link = (change: Change): ChangeLink => {
    const decision = decided[change]
    if (!decision.allowed) return { change, href: null, because: decision.because }
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
export const whyNotChanged = (changes: readonly Exclude<Change, 'withdrawal'>[], because: WhyNotChanged) =>
  changes.length === 0
    ? []
    : [
        `You cannot change ${listOf(changes.map((change) => SUBJECT[change]))} because ${OVER[because]}. ${INSTEAD[because]}`,
      ]

/** What is over need not be withdrawn. */
const whyNotWithdrawn = (because: WhyNotChanged): readonly string[] =>
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

const OVER: Readonly<Record<WhyNotChanged, string>> = {
  rejected: 'your provider did not accept this registration',
  withdrawn: 'this registration was withdrawn',
  expired: 'this registration has expired',
  completed: 'you have done the course',
  started: 'your training has started',
  deferred: 'your training is paused',
}

const INSTEAD: Readonly<Record<WhyNotChanged, string>> = {
  rejected: 'You can choose another provider for it, or register again.',
  withdrawn: 'You can register again.',
  expired: 'You can register again.',
  completed: 'Talk to your provider if something in it is wrong.',
  started: 'Talk to your provider if you cannot go on as you are.',
  deferred: 'Talk to your provider about going on first.',
}
