import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { NpqRegistrations } from '#db/schema.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { CourseAnswers } from '../courses/course-answers.ts'
import { FUNDING_CHOICES, REASONS_FOR_REJECTION, REVIEW_STATUSES, type Registration } from './registration.ts'
import { REGISTRATION_STATUSES, TRAINING_STATUSES } from './registration-states.ts'

const Row = z.object({
  course: CourseIdentifier,
  status: z.enum(REGISTRATION_STATUSES),
  trainingStatus: z.enum(TRAINING_STATUSES).nullable(),
  fundingChoice: z.enum(FUNDING_CHOICES).nullable(),
  reviewStatus: z.enum(REVIEW_STATUSES).nullable(),
  reasonForRejection: z.enum(REASONS_FOR_REJECTION).nullable(),
  answers: CourseAnswers,
})

/** A row with its current provider beside it, as the domain knows it. */
export function registrationFrom(row: Selectable<NpqRegistrations> & { readonly provider_id: string }): Registration {
  return {
    id: row.id,
    personId: row.person_id,
    accountId: row.account_id,
    cohort: row.cohort,
    providerId: row.provider_id,
    decisionId: row.decision_id,
    fundedPlace: row.funded_place,
    scheduleIdentifier: row.schedule_identifier,
    createdAt: row.created_at,
    acceptedAt: row.accepted_at,
    endedAt: row.ended_at,
    workDetailsChangedAt: row.work_details_changed_at,
    revision: row.revision,
    ...Row.parse({
      course: row.course_identifier,
      status: row.status,
      trainingStatus: row.training_status,
      fundingChoice: row.funding_choice,
      reviewStatus: row.review_status,
      reasonForRejection: row.reason_for_rejection,
      answers: row.course_answers,
    }),
  }
}
