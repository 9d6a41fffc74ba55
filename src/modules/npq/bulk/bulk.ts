import type { Temporal } from '#src/kit/dates.ts'
import type { BulkStatus } from './bulk-states.ts'

/** What a file can do to many registrations, and the columns that it must have. */
export const BULK_COLUMNS = {
  'revert-to-pending': ['registration_id'],
  'reject-expired': ['registration_id'],
  'transfer-provider': ['registration_id', 'provider'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type BulkKind = keyof typeof BULK_COLUMNS
export const BULK_KINDS = [
  'revert-to-pending',
  'reject-expired',
  'transfer-provider',
] as const satisfies readonly BulkKind[]

export const bulkKindText: Readonly<Record<BulkKind, string>> = {
  'revert-to-pending': 'Make registrations pending again',
  'reject-expired': 'Reject registrations that have expired',
  'transfer-provider': 'Move registrations to another provider',
}

/** Rows of one file. More take so long to try that nobody would wait for it. */
export const MOST_ROWS = 5_000

export const VERDICTS = ['waiting', 'would-change', 'would-not', 'unreadable', 'changed', 'not-changed'] as const
export type Verdict = (typeof VERDICTS)[number]

export type BulkRun = {
  readonly id: string
  readonly kind: BulkKind
  readonly fileName: string
  readonly status: BulkStatus
  readonly reason: string
  readonly createdBy: string | null
  readonly createdAt: Temporal.Instant
  readonly finishedAt: Temporal.Instant | null
}

export type BulkRow = {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly verdict: Verdict
  readonly because: string | null
}
