import type { Temporal } from '#src/kit/dates.ts'

/** Somebody who mentors trainee teachers at a school, and can be put on its claims. Known by a number; never with a date of birth. */
export type Mentor = {
  readonly id: string
  readonly schoolId: string
  readonly personId: string
  /** As it is on the teaching record, as far as we know. */
  readonly name: string
  readonly trn: string
  /** Whether the teaching record still has the number; without it nothing can be claimed. */
  readonly numberInUse: boolean
  readonly addedAt: Temporal.Instant
}
