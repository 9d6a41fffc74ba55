import { Temporal } from '#src/kit/dates.ts'

/** OWASP ASVS 5.0, 7.3.1 and 7.3.2: how long a session lasts without use, and at most. */
export const IDLE = Temporal.Duration.from({ hours: 2 })
export const ABSOLUTE = Temporal.Duration.from({ hours: 12 })

/** "Last seen" is written at most this often, so that reading pages costs almost no writes. */
const SEEN_EVERY = Temporal.Duration.from({ minutes: 1 })

/** How long a browser keeps the secret that binds sign-in messages and forms to it. */
export const BROWSER_SECRET = Temporal.Duration.from({ hours: 24 * 30 })

/** How long a proof counts as fresh for what needs one. Source: ours; the sign-in service itself is asked for 5 minutes. */
const FRESH = Temporal.Duration.from({ minutes: 15 })

/** How long staff look through somebody's eyes before they say again why. Source: ours, as short as most looks are. */
export const VIEW_AS = Temporal.Duration.from({ minutes: 30 })

export const isFreshProof = (provedAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, provedAt.add(FRESH)) < 0

export const isBefore = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) < 0

export type SessionTimes = {
  readonly last_seen_at: Temporal.Instant
  readonly expires_at: Temporal.Instant
  readonly ended_at: Temporal.Instant | null
}

/** The door that a session began at, and the sealed token with which it ends there too. */
export type CameBy = { readonly door: 'staff' | 'dfe-sign-in' | 'one-login'; readonly sealedIdToken: Buffer }

/** What is known of a session when it begins, besides whose it is. */
export type Beginning = {
  readonly actingFor?: string | null
  /** When they proved who they are, if that was not just now. */
  readonly provedAt?: Temporal.Instant
  readonly cameBy?: CameBy
}

/** What a session says of who is acting. The platform knows no account and no organisation: these are ids of others. */
export type SessionFacts = {
  readonly accountId: string
  /** The organisation that they chose to act for. */
  readonly actingFor: string | null
  /** The account through whose eyes a member of staff looks at this moment, and why. */
  readonly viewAs: { readonly accountId: string; readonly reason: string } | null
  /** When they last proved who they are. */
  readonly provedAt: Temporal.Instant
}

/** Whether a session still counts at `now`. */
export const isLive = (session: SessionTimes, now: Temporal.Instant): boolean =>
  session.ended_at === null &&
  Temporal.Instant.compare(now, session.expires_at) < 0 &&
  Temporal.Instant.compare(now, session.last_seen_at.add(IDLE)) < 0

export const isDueToBeSeen = (session: SessionTimes, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, session.last_seen_at.add(SEEN_EVERY)) >= 0
