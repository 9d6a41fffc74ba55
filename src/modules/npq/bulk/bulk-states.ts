import { machine } from '#src/kit/machine.ts'

export const BULK_STATUSES = ['checking', 'checked', 'running', 'finished', 'discarded'] as const
export type BulkStatus = (typeof BULK_STATUSES)[number]

/** A file of changes: tried first, then made by somebody who has seen what it would do, or put away. */
export const bulkStates = machine<BulkStatus>()({
  checked: { from: ['checking'], to: 'checked' },
  run: { from: ['checked'], to: 'running' },
  discard: { from: ['checked'], to: 'discarded' },
  finish: { from: ['running'], to: 'finished' },
})
