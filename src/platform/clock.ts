import { startOfDay, Temporal } from '#src/kit/dates.ts'
import type { Database } from './db/database.ts'

/** The platform's time. Outside production it can be moved, so that deadlines can be shown and tested. */
export type Clock = {
  readonly now: () => Temporal.Instant
  /** Asks the database how far the clock has been moved, ten times a second at most. The machine's clock has none. */
  readonly refresh?: () => Promise<void>
}

export const machineClock: Clock = { now: () => Temporal.Now.instant() }

/** How soon every process sees that the clock was moved. */
export const CLOCK_SEEN_WITHIN = Temporal.Duration.from({ milliseconds: 100 })

/** Never opened in production. Every process of the platform follows the same row. */
export function openMovableClock(db: Database): Clock {
  let offset = Temporal.Duration.from({ seconds: 0 })
  let readAt = Number.NEGATIVE_INFINITY
  return {
    now: () => Temporal.Now.instant().add(offset),
    async refresh() {
      if (performance.now() - readAt < CLOCK_SEEN_WITHIN.total('milliseconds')) return
      readAt = performance.now()
      offset = Temporal.Duration.from({ seconds: await clockOffset(db) })
    },
  }
}

/** Seconds between the machine's time and the platform's. */
const clockOffset = async (db: Database): Promise<number> =>
  (await db.selectFrom('platform.clock').select('offset_seconds').executeTakeFirstOrThrow()).offset_seconds

/** What "2026-09-01" (the beginning of that day in London) or "2026-09-01T09:00:00Z" names, or null. */
export function momentNamed(text: string): Temporal.Instant | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(Temporal.PlainDate.from(text)) : Temporal.Instant.from(text)
  } catch {
    return null
  }
}
