import { Temporal } from '#src/kit/dates.ts'
import { type Limit, nextAllowedAt } from './proof-rules.ts'

/** How long a nomination link lives. Source: the first-generation service, since 21 April 2021. */
export const NOMINATION_LINK_LIFE = Temporal.Duration.from({ hours: 21 * 24 })
export const NOMINATION_LINK_DAYS = 21
/** How long a browser remembers a link that it has opened: a working day, as long as a session lasts at most. */
export const NOMINATION_BROWSER_MEMORY = Temporal.Duration.from({ hours: 12 })

/** Least time between two links to one school. Source: the first-generation service, since 24 June 2021. */
const BETWEEN_LINKS: Limit = { count: 1, within: Temporal.Duration.from({ minutes: 5 }) }
/** Links to one school in any 24 hours. Source: as above. */
export const LINKS_IN_A_DAY: Limit = { count: 5, within: Temporal.Duration.from({ hours: 24 }) }

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

/** What a school can say about the academic year. `no` nominates nobody. */
export const EXPECTATIONS = ['yes', 'no', 'not-known'] as const
export type Expectation = (typeof EXPECTATIONS)[number]
