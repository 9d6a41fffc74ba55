import type { Temporal } from '#src/kit/dates.ts'
import type { FundingRules } from '../funding/funding-policy.ts'
import type { ProposalStatus } from './proposal-states.ts'

/** Rules of funding that one member of staff wrote and another approves or refuses. */
export type Proposal = {
  readonly id: string
  readonly cohort: string
  readonly status: ProposalStatus
  readonly copied: { readonly cohort: string; readonly version: string }
  readonly rules: FundingRules
  /** Who published or decided it, as decisions show it. */
  readonly source: string | null
  readonly because: string | null
  /** Null for rules that count from the moment of their approval. */
  readonly inForceFrom: Temporal.Instant | null
  /** The version that its differences were looked at against; null for the first of a cohort. */
  readonly comparedWith: string | null
  readonly proposedBy: string
  readonly begunAt: Temporal.Instant
  readonly proposedAt: Temporal.Instant | null
  readonly decidedBecause: string | null
  /** Its name as a version, once it is approved. */
  readonly version: string | null
}
