import type { Temporal } from '#src/kit/dates.ts'
import type { Money } from '#src/kit/money.ts'
import type { ClawbackReason } from './clawback-rules.ts'
import type { ClawbackStatus } from './clawback-states.ts'

/** Where it came to light: an audit did not uphold the claim, the school said so itself, or somebody reported it. */
export const CLAWBACK_ORIGINS = ['audit', 'school', 'report'] as const
export type ClawbackOrigin = (typeof CLAWBACK_ORIGINS)[number]

export type ClawbackLine = {
  readonly lineId: string
  readonly mentorName: string
  readonly mentorTrn: string
  /** Claimed and not taken back before. */
  readonly hoursClaimed: number
  readonly hoursWorked: number
  readonly amount: Money
  readonly reason: ClawbackReason
  readonly note: string | null
}

/** A proposal to take money of a claim back, and what became of it. */
export type Clawback = {
  readonly id: string
  readonly claimId: string
  readonly status: ClawbackStatus
  readonly origin: ClawbackOrigin
  readonly hours: number
  readonly amount: Money
  readonly proposedBy: string | null
  readonly proposedByName: string
  readonly proposedAt: Temporal.Instant
  readonly decidedByName: string | null
  readonly decidedAt: Temporal.Instant | null
  readonly decidedBecause: string | null
  readonly lines: readonly ClawbackLine[]
}
