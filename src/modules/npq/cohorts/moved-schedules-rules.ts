import { Temporal } from '#src/kit/dates.ts'
import type { Schedule } from '../training/schedule.ts'

type Move = {
  readonly schedules: readonly Schedule[]
  readonly from: { readonly startsOn: Temporal.PlainDate }
  readonly to: { readonly identifier: string; readonly startsOn: Temporal.PlainDate }
}

/**
 * Schedules of one cohort for another: each day moved by as much as the start of courses. The last day of a month stays the last
 * day of its month.
 */
export function movedSchedules({ schedules, from, to }: Move): readonly Schedule[] {
  const by = from.startsOn.until(to.startsOn, { largestUnit: 'years' })
  return schedules.map((schedule) => ({
    ...schedule,
    cohort: to.identifier,
    appliesFrom: schedule.appliesFrom.add(by),
    appliesTo: movedEnd(schedule.appliesTo, by),
  }))
}

function movedEnd(day: Temporal.PlainDate, by: Temporal.Duration): Temporal.PlainDate {
  const moved = day.add(by)
  const wasLast = day.day === day.daysInMonth
  return wasLast && by.days === 0 ? moved.with({ day: moved.daysInMonth }) : moved
}

/** The other schedule for the same kind of course that has a day in common; null for none. The table refuses it too. */
export const overlappedSchedule = <One extends Schedule>(wanted: Schedule, others: readonly One[]): One | null =>
  others.find(
    (other) =>
      other.identifier !== wanted.identifier &&
      other.courseKind === wanted.courseKind &&
      Temporal.PlainDate.compare(other.appliesFrom, wanted.appliesTo) <= 0 &&
      Temporal.PlainDate.compare(wanted.appliesFrom, other.appliesTo) <= 0,
  ) ?? null
