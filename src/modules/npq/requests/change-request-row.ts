import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { NpqChangeRequests } from '#db/schema.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { CourseAnswers } from '../courses/course-answers.ts'
import { FUNDING_CHOICES } from '../registrations/registration.ts'
import { CHANGE_REQUEST_KINDS, type ChangeRequest } from './change-request.ts'
import { CHANGE_REQUEST_STATUSES } from './change-request-states.ts'

const Row = z.object({
  kind: z.enum(CHANGE_REQUEST_KINDS),
  toCourse: CourseIdentifier,
  answers: CourseAnswers,
  fundingChoice: z.enum(FUNDING_CHOICES).nullable(),
  status: z.enum(CHANGE_REQUEST_STATUSES),
})

/** A row as the domain knows it. */
export const requestFrom = (row: Selectable<NpqChangeRequests>): ChangeRequest => ({
  id: row.id,
  registrationId: row.registration_id,
  fromProviderId: row.from_provider_id,
  toProviderId: row.to_provider_id,
  askedAt: row.asked_at,
  answeredAt: row.answered_at,
  answeredBy: row.answered_by,
  refusedBecause: row.refused_because,
  ...Row.parse({
    kind: row.kind,
    toCourse: row.to_course_identifier,
    answers: row.course_answers,
    fundingChoice: row.funding_choice,
    status: row.status,
  }),
})
