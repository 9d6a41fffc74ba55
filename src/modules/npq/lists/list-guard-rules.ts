import { londonDate, startOfDay, Temporal } from '#src/kit/dates.ts'

/**
 * Share of the version before that may disappear before somebody must say why the file is right. Own figure: the lists of
 * 2025 and 2026 lost less than 5 per cent of their settings from one round to the next.
 */
const MOST_REMOVED = 0.1

/** How far ahead a version may be set to begin: recruitment rounds are planned a year ahead. Own figure. */
export const LONGEST_AHEAD_DAYS = 366

export type Difference = { readonly added: number; readonly removed: number; readonly before: number }

/** What somebody must explain before a version is applied. */
export type Unusual = { readonly muchRemoved: boolean; readonly rowsLeftOut: boolean }

export const unusualAbout = ({ removed, before }: Difference, leftOut: number): Unusual => ({
  muchRemoved: removed > before * MOST_REMOVED,
  rowsLeftOut: leftOut > 0,
})

export const isUnusual = ({ muchRemoved, rowsLeftOut }: Unusual): boolean => muchRemoved || rowsLeftOut

type WhyNotThen = 'in-the-past' | 'too-far-ahead'

/** Whether a version may begin on the day: never in the past, where decisions were made without it. */
export function whyNotFrom(day: Temporal.PlainDate, now: Temporal.Instant): WhyNotThen | null {
  const today = londonDate(now)
  if (Temporal.PlainDate.compare(day, today) < 0) return 'in-the-past'
  return today.until(day).days > LONGEST_AHEAD_DAYS ? 'too-far-ahead' : null
}

/** The moment from which a version counts: today means now, another day its first moment. */
export const momentFrom = (day: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant =>
  Temporal.PlainDate.compare(day, londonDate(now)) === 0 ? now : startOfDay(day)
