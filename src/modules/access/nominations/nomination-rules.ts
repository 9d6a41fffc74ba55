import { Temporal } from '#src/kit/dates.ts'
import type { NominationChannel } from '../proofs/proof.ts'
import { folded, type Limit, nextAllowedAt } from '../proofs/proof-rules.ts'

/** How long a nomination link lives. Source: the first-generation service, since 21 April 2021. */
export const NOMINATION_LINK_LIFE = Temporal.Duration.from({ hours: 21 * 24 })
export const NOMINATION_LINK_DAYS = 21
/** How long a browser remembers a link that it has opened: a working day, as long as a session lasts at most. */
export const NOMINATION_BROWSER_MEMORY = Temporal.Duration.from({ hours: 12 })

/** Least time between two links to one school. Source: the first-generation service, since 24 June 2021. */
const BETWEEN_LINKS: Limit = { count: 1, within: Temporal.Duration.from({ minutes: 5 }) }
/** Links to one school in any 24 hours. Source: as above. */
export const LINKS_IN_A_DAY: Limit = { count: 5, within: Temporal.Duration.from({ hours: 24 }) }

/**
 * Links that visitors may ask for to one mailbox, which may serve many schools, as a trust's office does. Staff and invitations
 * are not held to it. Source: ours; a trust of 30 schools signs up in one day.
 */
const LINKS_TO_ONE_MAILBOX: readonly Limit[] = [
  { count: 10, within: Temporal.Duration.from({ hours: 1 }) },
  { count: 30, within: Temporal.Duration.from({ hours: 24 }) },
]

/** When visitors may have the next link sent to a mailbox that was sent the `earlier` ones, or null for now. */
export const mailboxRestsUntil = (
  earlier: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Temporal.Instant | null => nextAllowedAt(earlier, LINKS_TO_ONE_MAILBOX, now)

export type SendDecision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: 'too-soon' | 'too-many'; readonly at: Temporal.Instant }

/** Whether another nomination link may go to a school that was sent the `earlier` ones, and if not, when. */
export function maySendLink(earlier: readonly Temporal.Instant[], now: Temporal.Instant): SendDecision {
  const daily = nextAllowedAt(earlier, [LINKS_IN_A_DAY], now)
  if (daily) return { allowed: false, reason: 'too-many', at: daily }
  const soon = nextAllowedAt(earlier, [BETWEEN_LINKS], now)
  return soon ? { allowed: false, reason: 'too-soon', at: soon } : { allowed: true }
}

export type Contact = { readonly channel: 'main' | 'alternative'; readonly address: string }

/** Whom the link goes to: the school's main address, else its alternative one. */
export const contactForNomination = (contacts: readonly Contact[]): Contact | null =>
  contacts.find(({ channel }) => channel === 'main') ??
  contacts.find(({ channel }) => channel === 'alternative') ??
  null

/** A mailbox that a link may go to. */
export type ResendTarget = { readonly address: string; readonly channel: Exclude<NominationChannel, 'letter'> }

/** The mailbox that a link went to, while it is the school's or staff have checked it; else the school's contact now. */
export function sameMailbox(
  link: { readonly address: string; readonly channel: NominationChannel | null },
  contacts: readonly Contact[],
): ResendTarget | null {
  if (link.channel === 'checked-by-staff') return { address: link.address, channel: 'checked-by-staff' }
  const same = contacts.find(({ address }) => folded(address) === folded(link.address))
  return same ?? contactForNomination(contacts)
}

/** How pages name the ways by which a school is reached. */
export const channelText: Readonly<Record<NominationChannel, string>> = {
  main: 'the school’s main email address',
  alternative: 'the school’s alternative email address',
  'checked-by-staff': 'an email address that our support team has checked',
  letter: 'a letter to the headteacher',
}

/** Stands where a mailbox would, on the proof that went by post. */
export const BY_POST = 'the headteacher, by post'

/** What a school can say about the academic year. `no` nominates nobody. */
export const EXPECTATIONS = ['yes', 'no', 'not-known'] as const
export type Expectation = (typeof EXPECTATIONS)[number]
