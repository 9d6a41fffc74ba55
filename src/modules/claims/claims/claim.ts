import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { Money } from '#src/kit/money.ts'
import type { FundingArea, TrainingType } from '../years/claim-year.ts'
import type { ClaimStatus } from './claim-states.ts'

export const ClaimId = idOf('claim')
export type ClaimId = ReturnType<(typeof ClaimId)['parse']>
export const LineId = idOf('mentor in a claim')

/** A mentor in a claim. Type, cap and pence are null until it is submitted and never change after. */
export type ClaimLine = {
  readonly id: string
  readonly personId: string
  readonly hours: number
  readonly trainingType: TrainingType | null
  readonly cap: number | null
  readonly pence: Money | null
  /** As it was when the mentor was put on the claim or, later, when it was submitted. */
  readonly mentorName: string
  readonly mentorTrn: string
}

/** What was fixed for ever when a claim was submitted. */
export type Submitted = {
  readonly at: Temporal.Instant
  readonly by: string | null
  readonly byName: string
  /** The trust that acted for the school; null where the school did. */
  readonly for: string | null
  readonly area: FundingArea
  readonly pencePerHour: Money
  readonly hours: number
  readonly amount: Money
  readonly windowId: string
  readonly schoolName: string
  readonly schoolUrn: string | null
  readonly providerName: string
}

/** One school's claim for training by one provider in one academic year. */
export type Claim = {
  readonly id: ClaimId
  /** Eight digits; the last checks the others. */
  readonly reference: string
  readonly schoolId: string
  readonly providerId: string
  readonly year: AcademicYear
  readonly status: ClaimStatus
  readonly createdAt: Temporal.Instant
  readonly createdBy: string | null
  readonly createdFor: string | null
  /** Until when a draft holds its hours; null once it is submitted. */
  readonly reservedUntil: Temporal.Instant | null
  readonly submitted: Submitted | null
  /** Whether the school has said that the provider confirmed the hours. */
  readonly providerConfirmedHours: boolean
  readonly unpaidReason: string | null
  readonly paidAt: Temporal.Instant | null
  readonly assignedTo: string | null
  readonly movedAt: Temporal.Instant
  readonly lines: readonly ClaimLine[]
  /** Counts every change: a form names the revision that it was shown. */
  readonly revision: number
}

/** All hours of its mentors. */
export const hoursOf = ({ lines }: Pick<Claim, 'lines'>): number => lines.reduce((sum, { hours }) => sum + hours, 0)
