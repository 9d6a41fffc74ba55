import { academicYearPeriod, contains, overlaps, type Period, type Temporal } from '#src/kit/dates.ts'
import type { ClaimYear } from '../years/claim-year.ts'

/** The days of training that a claim for the year is about. */
export const trainingPeriod = ({ year, trainingFrom }: Pick<ClaimYear, 'year' | 'trainingFrom'>): Period => ({
  from: trainingFrom,
  to: academicYearPeriod(year).to,
})

type Judged = {
  /** When it was accredited. */
  readonly periods: readonly Period[]
  readonly day: Temporal.PlainDate
  readonly year: Pick<ClaimYear, 'year' | 'trainingFrom'>
}

/**
 * Whether claims for the year may name a provider: it is accredited on the day, and was when the year's mentors trained. Null when
 * they may; else which of the two it was not.
 */
export function whyNotAccredited({ periods, day, year }: Judged): 'today' | 'then' | null {
  if (!periods.some((period) => contains(period, day))) return 'today'
  return periods.some((period) => overlaps(period, trainingPeriod(year))) ? null : 'then'
}
