import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import type { FundingChoice } from '../registrations/registration.ts'
import type { ChangeRequestStatus } from './change-request-states.ts'

export const ChangeRequestId = idOf('change request')

export const CHANGE_REQUEST_KINDS = ['provider', 'course'] as const
export type ChangeRequestKind = (typeof CHANGE_REQUEST_KINDS)[number]

/** What a participant wants of the provider that accepted them: to be let go, to another provider or for another course. */
export type ChangeRequest = {
  readonly id: string
  readonly registrationId: string
  readonly kind: ChangeRequestKind
  readonly fromProviderId: string
  /** The same as before where the provider also delivers the new course. */
  readonly toProviderId: string
  /** The same as before where the provider alone changes. */
  readonly toCourse: CourseIdentifier
  readonly answers: CourseAnswers
  readonly fundingChoice: FundingChoice | null
  readonly status: ChangeRequestStatus
  readonly askedAt: Temporal.Instant
  readonly answeredAt: Temporal.Instant | null
  readonly answeredBy: string | null
  readonly refusedBecause: string | null
}
