import { Temporal } from 'temporal-polyfill'

export { Temporal }

const LONDON = 'Europe/London'

export const londonDate = (moment: Temporal.Instant): Temporal.PlainDate =>
  moment.toZonedDateTimeISO(LONDON).toPlainDate()

/** The moment at which a day begins in London, for deadlines: summer time included. */
export const startOfDay = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(LONDON).toInstant()

/** A half-open period: `from` is the first day in, `to` is the first day out; null means it has no end. */
export type Period = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate | null }

export const contains = (period: Period, day: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(period.from, day) <= 0 &&
  (period.to === null || Temporal.PlainDate.compare(day, period.to) < 0)

export const overlaps = (one: Period, other: Period): boolean =>
  (one.to === null || Temporal.PlainDate.compare(other.from, one.to) < 0) &&
  (other.to === null || Temporal.PlainDate.compare(one.from, other.to) < 0)

/** Named by the calendar year in which it begins: 2026 is "2026 to 2027". Begins on 1 September. */
export type AcademicYear = number

export const academicYearOf = (day: Temporal.PlainDate): AcademicYear => (day.month >= 9 ? day.year : day.year - 1)

export const academicYearPeriod = (year: AcademicYear): Period => ({
  from: Temporal.PlainDate.from({ year, month: 9, day: 1 }),
  to: Temporal.PlainDate.from({ year: year + 1, month: 9, day: 1 }),
})

export const academicYearText = (year: AcademicYear): string => `${year} to ${year + 1}`

/** "1 September 2026", as GOV.UK style writes days. */
export const dateText = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** "5pm", "5:30pm", "midday" or "midnight", in London. */
export function timeText(moment: Temporal.Instant): string {
  const { hour, minute } = moment.toZonedDateTimeISO(LONDON)
  if (minute === 0 && hour === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'midday'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** "1 Sep 2026": where a column has no room for the whole month, as GOV.UK style allows in tables. */
export const shortDateText = (day: Temporal.PlainDate): string =>
  day.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).replace('Sept', 'Sep')

/** "5:30pm on 1 September 2026", in London. */
export const momentText = (moment: Temporal.Instant): string => `${timeText(moment)} on ${dateText(londonDate(moment))}`
