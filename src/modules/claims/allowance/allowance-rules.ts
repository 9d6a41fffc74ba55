import type { ClaimYear, TrainingType } from '../years/claim-year.ts'

/** What is known of a mentor's training with one provider. */
export type AllowanceFacts = {
  readonly year: Pick<ClaimYear, 'initialCap' | 'refresherCap'>
  /** Hours with this provider in earlier years that still count: claimed, and neither handed back nor wholly clawed back. */
  readonly hoursInEarlierYears: number
  /** Hours held this year, over all schools, without the claim in question. */
  readonly held: number
}

export type Allowance = {
  readonly trainingType: TrainingType
  readonly cap: number
  readonly held: number
  /** What may still be claimed. Never below nought. */
  readonly left: number
}

/**
 * How many hours of a mentor's training with a provider may be claimed in an academic year, over all schools. The same rule for
 * lists, pages, files and commands. Refresher: they claimed with the same provider in an earlier year, and some of it still counts.
 * Source: conditions of grant 2025 to 2026; docs/rules/claims.md#hours.
 */
export function allowance({ year, hoursInEarlierYears, held }: AllowanceFacts): Allowance {
  const trainingType = hoursInEarlierYears > 0 ? 'refresher' : 'initial'
  const cap = trainingType === 'refresher' ? year.refresherCap : year.initialCap
  return { trainingType, cap, held, left: Math.max(0, cap - held) }
}
