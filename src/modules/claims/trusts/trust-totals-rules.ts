import type { Money } from '#src/kit/money.ts'
import { hoursOf } from '../claims/claim.ts'
import { type ListedClaim, totalsOf } from '../claims/claim-totals-rules.ts'

export type TotalRow = {
  readonly key: string
  readonly claims: number
  readonly hours: number
  readonly asked: Money
  readonly paid: Money
  readonly recovered: Money
}

/** What claims come to by one of their sides, each of `keys` with a row, also where it has no claim. */
export function totalsBy(
  claims: readonly ListedClaim[],
  keyOf: (listed: ListedClaim) => string,
  keys: readonly string[] = [...new Set(claims.map(keyOf))],
): readonly TotalRow[] {
  const grouped = Map.groupBy(claims, keyOf)
  return keys.map((key) => totalRow(key, grouped.get(key) ?? []))
}

/** All of them together. */
export const totalRow = (key: string, claims: readonly ListedClaim[]): TotalRow => {
  const { asked, paid, recovered } = totalsOf(claims)
  const hours = claims.reduce((sum, { claim }) => sum + hoursOf(claim), 0)
  return { key, claims: claims.length, hours, asked, paid, recovered }
}
