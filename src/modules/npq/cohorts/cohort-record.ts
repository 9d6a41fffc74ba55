import type { Temporal } from '#src/kit/dates.ts'
import type { Cohort } from '../courses/cohort.ts'

/** The days of a cohort, the last one included. */
export type CohortDays = {
  readonly opensOn: Temporal.PlainDate
  readonly closesOn: Temporal.PlainDate
  readonly startsOn: Temporal.PlainDate
}

/** A cohort as staff keep it. `revision` counts its changes, those of its schedules too. */
export type CohortRecord = Omit<Cohort, 'isOpen' | 'startsOn'> &
  CohortDays & { readonly source: string; readonly revision: number }

/** A year and a letter: what providers' systems and decisions call it. */
export const COHORT_IDENTIFIER = /^[0-9]{4}[a-c]$/
