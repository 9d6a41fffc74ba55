import { machine } from '#src/kit/machine.ts'

export const BATCH_KINDS = ['payment', 'clawback'] as const
export type BatchKind = (typeof BATCH_KINDS)[number]

export const BATCH_STATUSES = ['prepared', 'discarded', 'sent', 'answered', 'closed'] as const
export type BatchStatus = (typeof BATCH_STATUSES)[number]

/** What becomes of a batch: frozen by one officer, sent by another, answered by the payer until nothing waits. */
export const batchStates = machine<BatchStatus>()({
  approve: { from: ['prepared'], to: 'sent' },
  discard: { from: ['prepared'], to: 'discarded' },
  answer: { from: ['sent', 'answered'], to: 'answered' },
  close: { from: ['sent', 'answered'], to: 'closed' },
})

/** What became of a claim in a batch. `waiting`: frozen, or sent and not answered. */
export const ITEM_OUTCOMES = ['waiting', 'discarded', 'paid', 'unpaid', 'recovered', 'not-recovered'] as const
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number]
