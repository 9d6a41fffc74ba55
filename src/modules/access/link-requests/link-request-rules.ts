import { londonDate, startOfDay, Temporal } from '#src/kit/dates.ts'
import { type BankHolidays, workingDaysAfter } from '#src/kit/working-days.ts'
import type { MessageStatus } from '#src/platform/email/message-states.ts'
import { type Contact, contactForNomination, type ResendTarget, sameMailbox } from '../nominations/nomination-rules.ts'
import type { NominationChannel } from '../proofs/proof.ts'
import { folded } from '../proofs/proof-rules.ts'

/** How long the requester can come back to their page. Source: ours; longer than a link (21 days), a school holiday and staff together. */
export const REQUEST_PAGE_DAYS = 90
export const REQUEST_PAGE_LIFE = Temporal.Duration.from({ hours: 24 * REQUEST_PAGE_DAYS })

/** Requests from one browser. Source: ours; somebody who looks after ten schools asks ten times. */
export const REQUESTS_FROM_ONE_BROWSER = { limit: 10, seconds: 3_600 } as const
/** Requests from one internet address, which a whole school or trust may share: a backstop only. Source: ours. */
export const REQUESTS_FROM_ONE_IP = { limit: 100, seconds: 3_600 } as const

/** Letter codes tried for one school, after which they rest. Source: standards, emailed sign-in links, point 6, as for sign-in codes. */
export const LETTER_CODES_OF_ONE_SCHOOL = { limit: 10, seconds: 3_600 } as const

/** How long a contact has before the next channel is tried. Source: support desk, action A7, "no action in 5 working days". */
export const WORKING_DAYS_TO_OPEN = 5

export const pageEndsAt = (createdAt: Temporal.Instant): Temporal.Instant => createdAt.add(REQUEST_PAGE_LIFE)

export const pageHasEnded = (createdAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, pageEndsAt(createdAt)) >= 0

/** One link that was sent for a request, and what became of its message (null before there is one, and for a letter). */
export type TriedLink = {
  readonly address: string
  readonly channel: NominationChannel | null
  readonly sentAt: Temporal.Instant
  readonly openedAt: Temporal.Instant | null
  readonly status: MessageStatus | null
}

/** Messages that nobody will ever read. */
const UNDELIVERABLE: readonly (MessageStatus | null)[] = ['permanent-failure', 'temporary-failure']

export const didNotArrive = ({ status }: Pick<TriedLink, 'status'>): boolean => UNDELIVERABLE.includes(status)

/** What comes after the channel that was tried last. `wait` says until when, and what comes then. */
export type NextStep =
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'staff' }
  | { readonly kind: 'wait'; readonly until: Temporal.Instant; readonly then: Contact | null }

type Situation = {
  /** Newest first. */
  readonly tried: readonly TriedLink[]
  /** Where the school can be reached now, main first. */
  readonly contacts: readonly Contact[]
  readonly holidays: BankHolidays
  readonly now: Temporal.Instant
}

/**
 * The next channel: at once when the last message cannot arrive, else when nobody has opened or finished it in 5 working days.
 * An address of the school that was not tried yet comes first, also one that has changed since; then staff.
 */
export function nextStep({ tried, contacts, holidays, now }: Situation): NextStep {
  const [newest] = tried
  const untried =
    contacts.find(({ address }) => !tried.some((link) => folded(link.address) === folded(address))) ?? null
  const next: NextStep = untried ? { kind: 'contact', contact: untried } : { kind: 'staff' }
  if (!newest || didNotArrive(newest)) return next
  const until = actUntil(newest, tried, holidays)
  return Temporal.Instant.compare(now, until) < 0 ? { kind: 'wait', until, then: untried } : next
}

/** Sending the same again does not begin the wait anew; opening it does. */
function actUntil(newest: TriedLink, tried: readonly TriedLink[], holidays: BankHolidays): Temporal.Instant {
  const same = tried.filter(({ address }) => folded(address) === folded(newest.address))
  const opened = same.find(({ openedAt }) => openedAt !== null)?.openedAt
  const since = opened ?? same.at(-1)?.sentAt ?? newest.sentAt
  return startOfDay(workingDaysAfter(londonDate(since), WORKING_DAYS_TO_OPEN, holidays))
}

/**
 * Where "send it again" goes: the mailbox that the last link went to while it is still the school's or staff have checked it,
 * else the school's contact. Null when there is none, and after a letter, which only staff can send.
 */
export function resendTo(tried: readonly TriedLink[], contacts: readonly Contact[]): ResendTarget | null {
  const [newest] = tried
  if (newest?.channel === 'letter') return null
  return newest ? sameMailbox(newest, contacts) : contactForNomination(contacts)
}
