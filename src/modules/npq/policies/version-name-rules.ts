import { londonDate, type Temporal } from '#src/kit/dates.ts'

/** What a version is called: the month from which it counts, with a number where that is taken ("2027-01-2"). */
export function versionNamed(from: Temporal.Instant, taken: readonly string[]): string {
  const month = londonDate(from).toPlainYearMonth().toString()
  if (!taken.includes(month)) return month
  let number = 2
  while (taken.includes(`${month}-${number}`)) number += 1
  return `${month}-${number}`
}
