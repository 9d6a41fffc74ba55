import { z } from 'zod'
import type { AcademicYear, Temporal } from '#src/kit/dates.ts'

/** A part of the conditions of the grant, as pages show it. */
export const ConditionsSection = z.object({ heading: z.string().min(1), paragraphs: z.array(z.string().min(1)).min(1) })
export type ConditionsSection = z.output<typeof ConditionsSection>

/** The conditions of the grant for an academic year. Their words never change: other words are another version. */
export type Conditions = {
  readonly version: string
  readonly year: AcademicYear
  readonly sections: readonly ConditionsSection[]
  readonly inForceFrom: Temporal.Instant
  readonly source: string
}

/** That a school, or its trust for all of its schools, accepts a version. */
export type Acceptance = {
  readonly id: string
  readonly version: string
  readonly year: AcademicYear
  readonly organisationId: string
  readonly byName: string
  readonly at: Temporal.Instant
  readonly takenBackAt: Temporal.Instant | null
}
