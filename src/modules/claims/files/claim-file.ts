import type { Temporal } from '#src/kit/dates.ts'

export const FILE_KINDS = [
  'payment-request',
  'payment-response',
  'clawback-request',
  'clawback-response',
  'audit-request',
  'audit-response',
  'mentors',
  'trust-claims',
  'provider-hours',
  'eligible-schools',
] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const FILE_STATUSES = ['made', 'previewed', 'applied', 'refused', 'discarded'] as const
export type FileStatus = (typeof FILE_STATUSES)[number]

/** A file that went out or came in, without its bytes. */
export type ClaimFile = {
  readonly id: string
  readonly kind: FileKind
  readonly batchId: string | null
  readonly fileName: string
  readonly sha256: string
  readonly status: FileStatus
  readonly madeByName: string
  readonly madeAt: Temporal.Instant
  readonly appliedAt: Temporal.Instant | null
  readonly appliedByName: string | null
}
