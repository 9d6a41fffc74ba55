import type { Temporal } from './dates.ts'

/** Days that are not worked besides Saturdays and Sundays, as "2026-12-25". They are data: the directory has them. */
export type BankHolidays = ReadonlySet<string>

const SATURDAY = 6

export const isWorkingDay = (day: Temporal.PlainDate, holidays: BankHolidays): boolean =>
  day.dayOfWeek < SATURDAY && !holidays.has(day.toString())

/** The working day that comes `count` working days after `day`; 0 gives the day itself, or the next one that is worked. */
export function workingDaysAfter(day: Temporal.PlainDate, count: number, holidays: BankHolidays): Temporal.PlainDate {
  let [found, left] = [day, count]
  while (left > 0 || !isWorkingDay(found, holidays)) {
    found = found.add({ days: 1 })
    if (left > 0 && isWorkingDay(found, holidays)) left -= 1
  }
  return found
}
