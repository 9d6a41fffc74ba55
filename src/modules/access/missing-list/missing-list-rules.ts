import { Temporal } from '#src/kit/dates.ts'

/** Schools on one page of the list. */
export const MISSING_PER_PAGE = 50

export const MISSING_SORTS = ['name', 'authority', 'oldest-link'] as const
export type MissingSort = (typeof MISSING_SORTS)[number]

/** How often the worker brings the list up to date. Half a second of work for all of England. Source: ours. */
export const REFRESHED_EVERY_MINUTES = 2

/** When the list is older than this, something is wrong with the worker. Source: ours. */
const LATE_AFTER = Temporal.Duration.from({ minutes: 10 })

export const isLate = (asAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(asAt.add(LATE_AFTER), now) < 0
