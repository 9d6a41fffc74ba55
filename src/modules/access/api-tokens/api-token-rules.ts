import type { ApiScope } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { ApiToken } from './api-token.ts'

/** How long a token works. Bar: at most 12 months (standards.md §2.4). */
export const TOKEN_DAYS = 365

/** How long the old token still works beside the one that takes its place: two weeks, so that a release can carry it. Our own figure. */
export const ROTATION_DAYS = 14

/** Tokens of one organisation that work at the same time: each of its systems and suppliers, twice over. Our own figure. */
export const MOST_LIVE_TOKENS = 10

/** Days before its end on which the administrators are told that a token runs out. Our own figure: twice the time of a rotation. */
export const EXPIRY_TOLD_DAYS = 28

/** The figures that the documentation of the API repeats. */
export const TOKEN_LIFE = {
  days: TOKEN_DAYS,
  rotationDays: ROTATION_DAYS,
  toldDays: EXPIRY_TOLD_DAYS,
  most: MOST_LIVE_TOKENS,
} as const

/** Use is noted to this, so that a busy client costs one write a minute. */
export const USE_NOTED_EVERY = Temporal.Duration.from({ minutes: 1 })

/** The longest name of a token. */
export const TOKEN_NAME = 60

/** What tokens are for, by the role that an organisation must hold. */
export const API_SCOPES = ['npq-provider'] as const satisfies readonly ApiScope[]

export type TokenState = 'live' | 'ending' | 'expired' | 'revoked'

type Dated = Pick<ApiToken, 'expiresAt' | 'replacedBy' | 'revokedAt'>

/** What a token is at a moment. One that is ending works until its end. */
export function tokenState({ expiresAt, replacedBy, revokedAt }: Dated, now: Temporal.Instant): TokenState {
  if (revokedAt !== null) return 'revoked'
  if (Temporal.Instant.compare(expiresAt, now) <= 0) return 'expired'
  return replacedBy === null ? 'live' : 'ending'
}

export const works = (token: Dated, now: Temporal.Instant): boolean =>
  ['live', 'ending'].includes(tokenState(token, now))

export const endOfNew = (now: Temporal.Instant): Temporal.Instant => now.add({ hours: TOKEN_DAYS * 24 })

/** When the old one ends: after the days of a rotation, unless it would have ended before. */
export function endOfOld({ expiresAt }: Pick<ApiToken, 'expiresAt'>, now: Temporal.Instant): Temporal.Instant {
  const end = now.add({ hours: ROTATION_DAYS * 24 })
  return Temporal.Instant.compare(expiresAt, end) < 0 ? expiresAt : end
}
