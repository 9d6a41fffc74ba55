import { Temporal } from '#src/kit/dates.ts'
import { type Limit, nextAllowedAt } from '../proofs/proof-rules.ts'

/** Addresses of one account: a work address for each employer, and one of one's own. */
export const MOST_ADDRESSES = 5
/** How long the link that proves a new address works. Longer than a sign-in link: it does nothing without a session as well. */
export const ADDRESS_LINK_HOURS = 24
export const ADDRESS_LINK_LIFE = Temporal.Duration.from({ hours: ADDRESS_LINK_HOURS })
/** How long this browser remembers a link that it has opened. */
export const ADDRESS_LINK_MEMORY = Temporal.Duration.from({ minutes: 60 })

/** New addresses that one account may ask for. Source: standards, emailed sign-in links, point 6. */
const ASKED_BY_ONE_ACCOUNT: readonly Limit[] = [
  { count: 5, within: Temporal.Duration.from({ hours: 1 }) },
  { count: 10, within: Temporal.Duration.from({ hours: 24 }) },
]

/** When the account may ask for the next one, or null for now. */
export const nextAddressAt = (earlier: readonly Temporal.Instant[], now: Temporal.Instant): Temporal.Instant | null =>
  nextAllowedAt(earlier, ASKED_BY_ONE_ACCOUNT, now)

type Held = { readonly id: string; readonly verifiedAt: Temporal.Instant | null }

/** Whether somebody can still sign in by e-mail when the address goes. */
export const canRemove = (held: readonly Held[], addressId: string): boolean =>
  held.some(({ id, verifiedAt }) => id !== addressId && verifiedAt !== null)
