import { Temporal } from '#src/kit/dates.ts'

/** OWASP ASVS 5.0, 7.3.1 and 7.3.2: how long a session lasts without use, and at most. */
export const IDLE = Temporal.Duration.from({ hours: 2 })
export const ABSOLUTE = Temporal.Duration.from({ hours: 12 })

/** "Last seen" is written at most this often, so that reading pages costs almost no writes. */
const SEEN_EVERY = Temporal.Duration.from({ minutes: 1 })

/** How long a browser keeps the secret that binds sign-in messages and forms to it. */
export const BROWSER_SECRET = Temporal.Duration.from({ hours: 24 * 30 })

export type SessionTimes = {
  readonly last_seen_at: Temporal.Instant
  readonly expires_at: Temporal.Instant
  readonly ended_at: Temporal.Instant | null
}

/** Whether a session still counts at `now`. */
export const isLive = (session: SessionTimes, now: Temporal.Instant): boolean =>
  session.ended_at === null &&
  Temporal.Instant.compare(now, session.expires_at) < 0 &&
  Temporal.Instant.compare(now, session.last_seen_at.add(IDLE)) < 0

export const isDueToBeSeen = (session: SessionTimes, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, session.last_seen_at.add(SEEN_EVERY)) >= 0
