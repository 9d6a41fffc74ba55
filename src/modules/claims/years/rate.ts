import type { Temporal } from '#src/kit/dates.ts'
import type { Money } from '#src/kit/money.ts'
import type { FundingArea } from './claim-year.ts'

export const RATE_STATUSES = ['proposed', 'approved', 'refused'] as const
export type RateStatus = (typeof RATE_STATUSES)[number]

/** A rate that somebody proposed, with what became of it. The newest that was approved counts. */
export type Rate = {
  readonly id: string
  readonly year: number
  readonly area: FundingArea
  readonly pencePerHour: Money
  readonly status: RateStatus
  readonly source: string
  readonly because: string | null
  readonly proposedBy: string | null
  readonly proposedByName: string | null
  readonly proposedAt: Temporal.Instant
  readonly decidedByName: string | null
  readonly decidedAt: Temporal.Instant | null
  readonly decisionBecause: string | null
}

/** Where a rate would begin to count and what it would change. */
export type RateEffect = {
  /** What counts now; null where nothing does. */
  readonly before: Money | null
  /** Drafts whose worth would be another, and their hours. */
  readonly drafts: number
  readonly hours: number
}
