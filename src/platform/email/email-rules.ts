import { Temporal } from '#src/kit/dates.ts'

/** When and how fast messages are sent. Tests and the fault bench give other figures; nothing else does. */
export type SendingFigures = {
  /** A dispatcher's right to one message. Standards §4.1: at most 60 seconds, so that a killed worker's messages are soon taken up. */
  readonly leaseSeconds: number
  /** A send begins within this long of its lease, or not at all. */
  readonly startWithinSeconds: number
  /** Waiting for a transport to answer. Must end well before the lease does. */
  readonly answerSeconds: number
  /**
   * After an attempt whose end is unknown, the provider may have accepted the message without listing it yet. Only after
   * this long does "not listed" mean "not accepted". Standards §4.2, item 5: at least 60 seconds.
   */
  readonly settleSeconds: number
  /** Between looks at the provider's list while an end is unknown. */
  readonly lookAgainSeconds: number
  /** Between looks for messages that are due, when none were. */
  readonly idleMilliseconds: number
  /** Messages at the same time: mail that somebody waits for has places of its own, so that no backlog can delay it. */
  readonly places: { readonly atOnce: number; readonly others: number }
}

export const SENDING: SendingFigures = {
  leaseSeconds: 30,
  startWithinSeconds: 5,
  answerSeconds: 10,
  settleSeconds: 60,
  lookAgainSeconds: 5,
  idleMilliseconds: 500,
  places: { atOnce: 10, others: 20 },
}

/** GOV.UK Notify: 3,000 messages in any 60 seconds for one kind of key. Any 60 seconds touch 61 whole ones: 61 × 49 = 2,989. */
export const NOTIFY_MESSAGES_A_SECOND = 49
/** Of each second's allowance, kept free for mail that somebody waits for. */
export const KEPT_FOR_AT_ONCE = 9

/** A sign-in message is useless once its link has ended (60 minutes); the others are worth three days of trying. */
const MAX_AGE = {
  atOnce: Temporal.Duration.from({ minutes: 60 }),
  others: Temporal.Duration.from({ hours: 72 }),
} as const
/** A stop for what age cannot stop, such as a clock that was moved: three days of trying is about 600. */
const MAX_ATTEMPTS = 1_000

const FIRST_WAIT_SECONDS = 1
/** Standards §4.2, item 4: 1 s·2ⁿ, at most 15 minutes, full jitter. */
const LONGEST_WAIT_SECONDS = 15 * 60

/** How long to wait after the given number of attempts; `random` is from 0 up to 1. */
export const backoff = (attempts: number, random: number): Temporal.Duration =>
  milliseconds(random * Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.max(0, attempts - 1)) * 1_000)

/** From when "the provider does not list it" means that an attempt was not accepted. */
export const decidedFrom = (attemptedAt: Temporal.Instant, figures: SendingFigures): Temporal.Instant =>
  attemptedAt.add({ seconds: figures.startWithinSeconds + figures.answerSeconds + figures.settleSeconds })

/** When to ask the provider again about an attempt whose end is unknown: soon at first, then ever less often. */
export function nextLook(
  attemptedAt: Temporal.Instant,
  now: Temporal.Instant,
  figures: SendingFigures,
): Temporal.Instant {
  const waited = now.since(attemptedAt).total('seconds')
  const wait = Math.min(LONGEST_WAIT_SECONDS, Math.max(figures.lookAgainSeconds, waited / 2))
  const next = now.add(milliseconds(wait * 1_000))
  const decided = decidedFrom(attemptedAt, figures)
  return isBefore(now, decided) && isBefore(decided, next) ? decided : next
}

/** Whether a message is too old, or was tried too often, to be tried again. */
export function isSpent(
  message: { readonly priority: number; readonly created_at: Temporal.Instant; readonly attempts: number },
  now: Temporal.Instant,
): boolean {
  const age = message.priority === 1 ? MAX_AGE.atOnce : MAX_AGE.others
  return message.attempts >= MAX_ATTEMPTS || !isBefore(now, message.created_at.add(age))
}

/** Callbacks that have not come after this long are looked for. Notify repeats a callback every 5 minutes. */
const FIRST_CHECK = Temporal.Duration.from({ minutes: 5 })
const LONGEST_CHECK_HOURS = 12
/**
 * Notify's providers try for 72 hours; then Notify itself gives a final status. A day later nothing more will come:
 * the message counts as a technical failure, which Notify's documentation says the sender must send again.
 */
export const GIVE_UP_CHECKING = Temporal.Duration.from({ hours: 96 })

/** Intervals double: 5, 10, 20 minutes and so on, at most half a day. */
export function nextCheck(sentAt: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const minutes = Math.max(FIRST_CHECK.total('minutes'), now.since(sentAt).total('minutes'))
  return now.add(milliseconds(Math.min(minutes, LONGEST_CHECK_HOURS * 60) * 60_000))
}

export const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) < 0

const milliseconds = (amount: number): Temporal.Duration => Temporal.Duration.from({ milliseconds: Math.round(amount) })
