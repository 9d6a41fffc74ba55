import type { Money } from '#src/kit/money.ts'
import type { BatchKind, ItemOutcome } from './batch-states.ts'

/** Columns of the payer's answer. Source: claims.md §5.4 and §5.6. */
export const RESPONSE_COLUMNS = {
  payment: ['claim_reference', 'claim_status', 'claim_unpaid_reason'],
  clawback: ['claim_reference', 'claim_status'],
} as const satisfies Readonly<Record<BatchKind, readonly ResponseColumn[]>>

/** Used where they are there: amounts must be those that we sent; the file to the payer has no column for a reason of a clawback. */
export const OPTIONAL_COLUMNS = {
  payment: ['claim_amount'],
  clawback: ['claim_amount', 'clawback_amount', 'claim_unpaid_reason', 'clawback_unsuccessful_reason', 'reason'],
} as const satisfies Readonly<Record<BatchKind, readonly ResponseColumn[]>>

export type ResponseColumn =
  | 'claim_reference'
  | 'claim_status'
  | 'claim_unpaid_reason'
  | 'claim_amount'
  | 'clawback_amount'
  | 'clawback_unsuccessful_reason'
  | 'reason'

export type ResponseRow = {
  readonly line: number
  readonly cells: Readonly<Partial<Record<ResponseColumn, string>>>
  readonly fault: string | null
}

/** A claim of the batch that the answer is about. */
export type SentClaim = {
  readonly claimId: string
  readonly reference: string
  /** What is to be paid or taken back, and what the claim is worth. */
  readonly amount: Money
  readonly claimAmount: Money
  readonly outcome: ItemOutcome
  /** The payer did not pay, and looks at it again because of what it was sent since. */
  readonly isLookedAtAgain: boolean
}

export type Answer = {
  readonly line: number
  readonly claimId: string
  readonly reference: string
  readonly outcome: Exclude<ItemOutcome, 'waiting' | 'discarded'>
  readonly reason: string | null
  readonly pence: Money
}

export type Fault = { readonly line: number; readonly message: string }
export type Reading = { readonly answers: readonly Answer[]; readonly faults: readonly Fault[] }
