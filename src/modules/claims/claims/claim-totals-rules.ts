import { add, type Money, pence } from '#src/kit/money.ts'
import type { Claim } from './claim.ts'

/** A claim as a list of its school or trust shows it. */
export type ListedClaim = {
  readonly claim: Claim
  readonly providerName: string
  /** Who begun a draft; null where nobody is known. */
  readonly begunBy: string | null
  /** What the ledger says: asked for and not given up, paid, and taken back. */
  readonly asked: Money
  readonly paid: Money
  readonly recovered: Money
}

/** Sums over claims: what was asked for, paid and taken back, and what is still to be paid. */
export type ClaimTotals = {
  readonly asked: Money
  readonly paid: Money
  readonly recovered: Money
  readonly waiting: Money
}

export function totalsOf(claims: readonly Pick<ListedClaim, 'asked' | 'paid' | 'recovered'>[]): ClaimTotals {
  const asked = add(...claims.map((claim) => claim.asked))
  const paid = add(...claims.map((claim) => claim.paid))
  return { asked, paid, recovered: add(...claims.map(({ recovered }) => recovered)), waiting: pence(asked - paid) }
}
