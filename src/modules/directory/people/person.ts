import type { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'

export const PersonId = idOf('person')
export type PersonId = z.output<typeof PersonId>

/** What the teaching record last said of somebody's number; `unchecked` when it has not been asked. */
export const RECORD_STATUSES = ['unchecked', 'ok', 'merged', 'deactivated', 'not-found'] as const
export type RecordStatus = (typeof RECORD_STATUSES)[number]

/** A human, with or without an account and a teacher reference number (TRN). Never with a date of birth. */
export type Person = {
  readonly id: PersonId
  readonly name: string
  readonly trn: string | null
  /** When the teaching record confirmed that the number is theirs; null for a number that they only gave. */
  readonly trnConfirmedAt: Temporal.Instant | null
  readonly recordStatus: RecordStatus
  readonly lastCheckedAt: Temporal.Instant | null
  /** The person that they turned out to be; null for somebody of their own. */
  readonly mergedInto: PersonId | null
  readonly mergedAt: Temporal.Instant | null
}

/** An id that became another, for whoever keeps ids of people. A merge that was undone is followed by the change back. */
export type PersonIdChange = {
  readonly from: PersonId
  readonly to: PersonId
  readonly at: Temporal.Instant
  readonly why: 'merged' | 'merge-undone'
}
