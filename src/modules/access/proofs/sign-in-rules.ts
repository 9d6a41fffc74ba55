import { Temporal } from '#src/kit/dates.ts'
import { type Limit, nextAllowedAt } from './proof-rules.ts'

const minutes = (count: number) => Temporal.Duration.from({ minutes: count })
const hours = (count: number) => Temporal.Duration.from({ hours: count })

/** ASVS 5.0, 6.5.5: a secret sent by another way lives at most 10 minutes. */
export const CODE_LIFE = minutes(10)
/** Longer than ASVS 6.5.5 allows, because school mail filters hold messages back: docs/adr/0002-sign-in-links-live-an-hour.md. */
export const SIGN_IN_LINK_LIFE = minutes(60)
/** How long this browser remembers a link that it has opened, or a message that it has asked for. */
export const BROWSER_MEMORY = minutes(60)

/** Sign-in messages to one address. Source: standards, emailed sign-in links, point 6. */
const SENDS_TO_ONE_ADDRESS: readonly Limit[] = [
  { count: 5, within: hours(1) },
  { count: 10, within: hours(24) },
]
/** Requests for one address in the same few seconds: as many as may be sent in an hour. Source: ours. */
export const SENDS_AT_ONCE = { limit: 5, seconds: 10 } as const
/** Sign-in messages asked for from one internet address: a backstop only. Source: as above. */
export const SENDS_FROM_ONE_IP = { limit: 20, seconds: 3_600 } as const
/** The same from an internet address where somebody has signed in lately: whole trusts share one, all on the first of September. */
export const SENDS_FROM_ONE_KNOWN_IP = { limit: 1_000, seconds: 3_600 } as const
/** The same from a browser that has signed in before, when its internet address has nothing left. Source: ours. */
export const SENDS_FROM_KNOWN_BROWSER = { limit: 10, seconds: 3_600 } as const
/** How long one sign-in makes an internet address known: this long at least, twice as long at most. */
export const IP_STAYS_KNOWN = { limit: 1_000_000, seconds: 24 * 3_600 } as const
/** Wrong answers after which one code is dead. Source: NPQ registration, 2026; as above. */
export const WRONG_ANSWERS_A_CODE = 5
/** Wrong codes for one address, after which codes rest; links go on working, for nobody can guess them. Source: as above. */
const WRONG_CODES_FOR_ONE_ADDRESS: readonly Limit[] = [{ count: 10, within: hours(1) }]

/** When codes for an address work again after the failures of the last hour, or null when they work. */
export const codesRestUntil = (failures: readonly Temporal.Instant[], now: Temporal.Instant): Temporal.Instant | null =>
  nextAllowedAt(failures, WRONG_CODES_FOR_ONE_ADDRESS, now)

/** When the address may be sent the next message, or null for now. */
export const nextSignInEmailAt = (sends: readonly Temporal.Instant[], now: Temporal.Instant): Temporal.Instant | null =>
  nextAllowedAt(sends, SENDS_TO_ONE_ADDRESS, now)

type SignInProof = {
  readonly codeExpiresAt: Temporal.Instant | null
  readonly failedAttempts: number
  readonly browserHash: Buffer | null
}

/** Whether a code may still be tried; the link of the same message may live on. */
export const codeIsLive = (proof: SignInProof, now: Temporal.Instant): boolean =>
  proof.codeExpiresAt !== null &&
  Temporal.Instant.compare(now, proof.codeExpiresAt) < 0 &&
  proof.failedAttempts < WRONG_ANSWERS_A_CODE

/** Whether this browser asked for the message: then its link alone signs in. */
export const askedByBrowser = (proof: SignInProof, browserHash: Buffer): boolean =>
  proof.browserHash?.equals(browserHash) ?? false
