import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { Money } from '#src/kit/money.ts'
import type { BatchKind, BatchStatus, ItemOutcome } from './batch-states.ts'

export const BatchId = idOf('batch')
export type BatchId = ReturnType<(typeof BatchId)['parse']>

/** Claims that go to the payer together: a list that was frozen when it was prepared. */
export type Batch = {
  readonly id: string
  readonly kind: BatchKind
  /** What people call it. */
  readonly number: number
  /** Of a payment batch. */
  readonly windowId: string | null
  readonly status: BatchStatus
  readonly claims: number
  readonly total: Money
  readonly listSha256: string
  readonly preparedBy: string | null
  readonly preparedByName: string
  readonly preparedAt: Temporal.Instant
  readonly approvedByName: string | null
  readonly approvedAt: Temporal.Instant | null
  readonly discardedByName: string | null
  readonly discardedAt: Temporal.Instant | null
  readonly discardedBecause: string | null
  readonly revision: number
}

/** The row of the file, as it was when the batch was prepared. */
export type FrozenRow = {
  readonly schoolUrn: string | null
  readonly schoolName: string
  readonly localAuthority: string
  readonly providerName: string
  readonly claimPence: number
  readonly typeOfEstablishment: string
  readonly group: string
  /** "2026-11-23" */
  readonly submittedOn: string
  readonly vendorNumber: string | null
  readonly isMaintained: boolean
}

export type BatchItem = {
  readonly claimId: string
  readonly reference: string
  readonly position: number
  readonly amount: Money
  readonly row: FrozenRow
  readonly outcome: ItemOutcome
  readonly reason: string | null
}

/** "Payment batch 12". */
export const batchName = ({ kind, number }: Pick<Batch, 'kind' | 'number'>): string =>
  `${kind === 'payment' ? 'Payment' : 'Clawback'} batch ${number}`
