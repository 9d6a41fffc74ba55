import { Temporal } from '#src/kit/dates.ts'

/** At most `limit` in any `seconds`, for one key such as an address. */
export type Limit = { readonly limit: number; readonly seconds: number }

/** What has been counted: in the window that holds now, and in the one before it. */
export type Counted = { readonly current: number; readonly previous: number; readonly now: Temporal.Instant }

/** Windows are aligned to the clock, so that every process counts in the same one. */
export const windowStart = (now: Temporal.Instant, { seconds }: Limit): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(now.epochMilliseconds / (seconds * 1_000)) * seconds * 1_000)

/** The share of the previous window that still counts: it fades evenly, so that a boundary allows no second burst. */
export const fading = (now: Temporal.Instant, limit: Limit): number => 1 - elapsedSeconds(now, limit) / limit.seconds

/** Seconds until one more is allowed, at least 1. */
export function waitSeconds({ current, previous, now }: Counted, limit: Limit): number {
  const elapsed = elapsedSeconds(now, limit)
  if (current < limit.limit) return atLeastOne(untilFaded(previous, limit.limit - 1 - current, limit) - elapsed)
  return atLeastOne(limit.seconds - elapsed + untilFaded(current, limit.limit - 1, limit))
}

/** Seconds from a window's start until `counted` has faded to `room`. */
const untilFaded = (counted: number, room: number, { seconds }: Limit): number =>
  counted <= room ? 0 : (1 - room / counted) * seconds

const elapsedSeconds = (now: Temporal.Instant, limit: Limit): number =>
  (now.epochMilliseconds - windowStart(now, limit).epochMilliseconds) / 1_000

const atLeastOne = (seconds: number): number => Math.max(1, Math.ceil(seconds))
