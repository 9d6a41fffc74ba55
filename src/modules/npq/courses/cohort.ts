import type { Temporal } from '#src/kit/dates.ts'

export const COHORT_FUNDING = ['zero', 'capped', 'full'] as const
export type CohortFunding = (typeof COHORT_FUNDING)[number]

/** A start of courses: `2026b` is the second of 2026, in autumn. */
export type Cohort = {
  readonly identifier: string
  /** What providers' systems call the cohort: the year alone. */
  readonly year: number
  readonly suffix: string
  readonly name: string
  readonly hint: string | null
  /** `zero`: no scholarships; `capped`: the provider offers a funded place or not; `full`: everybody eligible has one. */
  readonly funding: CohortFunding
  readonly startsOn: Temporal.PlainDate
  /** Whether people may register for it on the day that was asked about. */
  readonly isOpen: boolean
}
