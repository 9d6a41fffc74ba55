import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import type { RegistrationStatus, TrainingStatus } from './registration-states.ts'

export const RegistrationId = idOf('registration')

/** Who pays when the scholarship does not. `employer` is no choice any more; earlier registrations hold it. */
export const FUNDING_CHOICES = ['school', 'trust', 'self', 'another', 'employer'] as const
export type FundingChoice = (typeof FUNDING_CHOICES)[number]

export const REVIEW_STATUSES = ['needs_review', 'awaiting_information', 'reregister', 'decision_made'] as const
export type ReviewStatus = (typeof REVIEW_STATUSES)[number]

export const REASONS_FOR_REJECTION = [
  'registration_expired',
  'rejected_by_provider',
  'other_application_in_this_cohort_accepted',
] as const
export type ReasonForRejection = (typeof REASONS_FOR_REJECTION)[number]

/** A person's registration for a course that starts in a cohort, with the provider that has it now. */
export type Registration = {
  readonly id: string
  readonly personId: string
  /** Who registered; null for what came from the service before. */
  readonly accountId: string | null
  readonly course: CourseIdentifier
  readonly cohort: string
  readonly providerId: string
  readonly status: RegistrationStatus
  /** Null unless accepted. */
  readonly trainingStatus: TrainingStatus | null
  /** The funding decision that counts. */
  readonly decisionId: string
  readonly fundingChoice: FundingChoice | null
  /** Null until the provider has said; always false where the cohort has no funding. */
  readonly fundedPlace: boolean | null
  readonly scheduleIdentifier: string | null
  readonly reviewStatus: ReviewStatus | null
  readonly answers: CourseAnswers
  readonly reasonForRejection: ReasonForRejection | null
  readonly createdAt: Temporal.Instant
  readonly acceptedAt: Temporal.Instant | null
  readonly endedAt: Temporal.Instant | null
  readonly workDetailsChangedAt: Temporal.Instant | null
  /** Counts every change: a form names the revision that it was shown. */
  readonly revision: number
}

/** Whether it stands in the way of another for the same course and cohort (the index registrations_one_live). */
export const isLive = ({ status, trainingStatus }: Pick<Registration, 'status' | 'trainingStatus'>): boolean =>
  (status === 'pending' || status === 'accepted') && trainingStatus !== 'withdrawn'
