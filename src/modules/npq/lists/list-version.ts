import type { Temporal } from '#src/kit/dates.ts'
import type { EligibilityList } from './eligibility-list.ts'
import type { ListStatus } from './list-states.ts'

/** A row of the file that holds no identifier. */
export type LeftOut = { readonly line: number; readonly reason: string }

/** One upload of a list, whole. */
export type ListVersion = {
  readonly id: string
  readonly list: EligibilityList
  readonly status: ListStatus
  readonly inForceFrom: Temporal.Instant
  readonly fileName: string
  readonly sha256: string
  readonly rows: number
  /** Against the version before, when it was applied. */
  readonly added: number
  readonly removed: number
  readonly leftOut: readonly LeftOut[]
  readonly appliedBecause: string | null
  readonly uploadedAt: Temporal.Instant
  readonly takenBackAt: Temporal.Instant | null
  readonly takenBackBecause: string | null
}
