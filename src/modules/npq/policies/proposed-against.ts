import type { FundingPolicy } from '../funding/funding-policy.ts'
import type { RuleDifference } from './rule-differences-rules.ts'
import type { Trial } from './trial-rules.ts'

/** What proposed rules would mean at a moment. */
export type ProposedAgainst = {
  /** The version that counts then; null for the first rules of a cohort. */
  readonly replaced: FundingPolicy | null
  /** Whether another version begins at that very moment. */
  readonly isTaken: boolean
  readonly differences: readonly RuleDifference[]
  readonly trial: Trial
  /** The names of the versions that the cohort has. */
  readonly names: readonly string[]
}
