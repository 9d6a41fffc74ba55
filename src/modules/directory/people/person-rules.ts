import type { Temporal } from '#src/kit/dates.ts'
import type { RecordStatus } from './person.ts'

/** A number as somebody has it, with what the teaching record said of it. */
export type Numbered = {
  readonly trn: string | null
  readonly trnConfirmedAt: Temporal.Instant | null
  readonly recordStatus: RecordStatus
  readonly lastCheckedAt: Temporal.Instant | null
}

export const NO_NUMBER: Numbered = { trn: null, trnConfirmedAt: null, recordStatus: 'unchecked', lastCheckedAt: null }

/** Two numbers that the teaching record has confirmed are two people, until it says otherwise. */
export const haveDifferentNumbers = (one: Numbered, other: Numbered): boolean =>
  one.trnConfirmedAt !== null && other.trnConfirmedAt !== null && one.trn !== other.trn

/** The number of whoever is left: a confirmed one first, else the kept person's own, else the other's. */
export function numberAfterMerge(keep: Numbered, gone: Numbered): Numbered {
  if (keep.trnConfirmedAt !== null) return keep
  return gone.trnConfirmedAt !== null || keep.trn === null ? gone : keep
}
