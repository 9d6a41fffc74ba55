import { londonDate, startOfDay, Temporal } from '#src/kit/dates.ts'

/** How far ahead a rule may be set to begin. Own figure: rules of a year are published in the year before. */
const LONGEST_AHEAD_DAYS = 366

export const DAY_FAULTS = ['in-the-past', 'too-far-ahead'] as const
export type DayFault = (typeof DAY_FAULTS)[number]

/** Whether a rule may begin on the day: never in the past, where claims were made by the one before. */
export function whyNotFrom(day: Temporal.PlainDate, now: Temporal.Instant): DayFault | null {
  const today = londonDate(now)
  if (Temporal.PlainDate.compare(day, today) < 0) return 'in-the-past'
  return today.until(day).days > LONGEST_AHEAD_DAYS ? 'too-far-ahead' : null
}

/** The moment from which a rule counts: today means now, another day its first moment. */
export const momentFrom = (day: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant =>
  day.equals(londonDate(now)) ? now : startOfDay(day)
