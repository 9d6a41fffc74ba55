import { z } from 'zod'
import type { Result } from '#src/kit/result.ts'
import type { ApiProblem } from '#src/platform/http/api/api-errors.ts'
import {
  type ApiRequest,
  type Endpoint,
  problem,
  refused,
  type ToldRefusal,
  writeEndpoint,
} from '#src/platform/http/api/endpoint.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { changeSchedule } from '../../training/change-schedule.ts'
import { deferTraining } from '../../training/defer-training.ts'
import { resumeTraining } from '../../training/resume-training.ts'
import { DEFERRAL_REASONS, WITHDRAWAL_REASONS } from '../../training/training-reasons.ts'
import { withdrawTraining } from '../../training/withdraw-training.ts'
import { apiPolicy } from '../api-policy.ts'
import { CHANGED_ID, enrolmentOn, type OwnParticipant, participantInPath } from '../participants/participant-in-path.ts'
import { ParticipantAnswer } from '../participants/participant-schema.ts'
import { answerParticipant } from '../participants/participants-endpoints.ts'
import { DECISION_REFUSALS, SCHEDULE_REFUSALS } from './application-refusals.ts'

/** Told for a course that the participant is not on with the caller: also in declarations and outcomes. */
export const NOT_ON_COURSE: ApiProblem = {
  status: 422,
  code: 'not-on-course',
  title: 'course_identifier',
  detail: "The participant is not on the course '#/course_identifier' with you",
}

export const courseAttribute = z
  .string("The property '#/course_identifier' must be a course")
  .min(1, "The property '#/course_identifier' must be a course")
  .describe('The course that it is about')

const reasonAmong = <const Reason extends string>(reasons: readonly [Reason, ...Reason[]]) =>
  z.enum(reasons, `The property '#/reason' must be one of: ${reasons.join(', ')}`).describe('Why')

const participant = (detail: string): ToldRefusal => ({ status: 422, title: 'participant', detail })
const cohort = (detail: string): ToldRefusal => ({ status: 422, title: 'cohort', detail })
const schedule = (detail: string): ToldRefusal => ({ status: 422, title: 'schedule_identifier', detail })

const TRAINING_REFUSALS = {
  ...DECISION_REFUSALS,
  'already-deferred': participant('Training is deferred already'),
  'already-withdrawn': participant('The participant is withdrawn already'),
  'already-active': participant('The participant is active already'),
  'no-declarations': participant(
    'Nothing has been declared of the participant. Training is deferred once it has started',
  ),
  'no-started-declaration': participant(
    'The participant was not declared started. Reject the application instead of withdrawing them',
  ),
  'other-live': participant('The participant has another application for this course in the cohort'),
} as const satisfies Readonly<Record<string, ToldRefusal>>

const CHANGE_REFUSALS = {
  ...TRAINING_REFUSALS,
  ...SCHEDULE_REFUSALS,
  'cohort-not-found': cohort("There is no cohort '#/cohort'"),
  'same-schedule': schedule("The participant is on the schedule '#/schedule_identifier' already"),
  'course-not-offered': cohort("You do not deliver this course in the cohort '#/cohort'"),
  'cohort-has-declarations': cohort('The cohort cannot change while there are declarations that are not voided'),
  'cohort-funded-otherwise': cohort(
    "The cohort '#/cohort' is funded in another way. The participant cannot move to it",
  ),
  'declarations-do-not-fit': schedule(
    "There are declarations that do not fit the schedule '#/schedule_identifier'. Void them first",
  ),
} as const satisfies Readonly<Record<string, ToldRefusal>>

const shared = {
  topic: 'npq/api',
  policy: apiPolicy.callAsProvider,
  load: participantInPath,
  answers: { description: 'The participant after the change', schema: ParticipantAnswer },
  problems: [CHANGED_ID, NOT_ON_COURSE],
} as const

const CohortAttribute = z
  .union(
    [z.string(), z.number().int().transform(String)],
    "The property '#/cohort' must be a cohort such as 2026 or 2026b",
  )
  .pipe(z.string().regex(/^\d{4}[a-c]?$/, "The property '#/cohort' must be a cohort such as 2026 or 2026b"))
  .nullish()
  .describe('A year such as 2026, or one start of a year such as 2026b; without it the cohort stays')

/** How providers change the training of participants. */
export const trainingWrites: readonly Endpoint[] = [
  writeEndpoint('PUT /api/v3/participants/npq/:id/defer', {
    ...shared,
    summary: 'Defer an NPQ participant',
    commands: [deferTraining],
    refusals: TRAINING_REFUSALS,
    body: {
      type: 'participant-defer',
      attributes: z.object({ course_identifier: courseAttribute, reason: reasonAmong(DEFERRAL_REASONS) }),
      optional: false,
    },
    handle: (request, subject) =>
      onCourse(request, subject, (registrationId) =>
        request.execute(deferTraining, { registrationId, because: request.body.reason }),
      ),
  }),
  writeEndpoint('PUT /api/v3/participants/npq/:id/resume', {
    ...shared,
    summary: 'Resume an NPQ participant',
    commands: [resumeTraining],
    refusals: TRAINING_REFUSALS,
    body: {
      type: 'participant-resume',
      attributes: z.object({ course_identifier: courseAttribute }),
      optional: false,
    },
    handle: (request, subject) =>
      onCourse(request, subject, (registrationId) => request.execute(resumeTraining, { registrationId })),
  }),
  writeEndpoint('PUT /api/v3/participants/npq/:id/withdraw', {
    ...shared,
    summary: 'Withdraw an NPQ participant',
    commands: [withdrawTraining],
    refusals: TRAINING_REFUSALS,
    body: {
      type: 'participant-withdraw',
      attributes: z.object({ course_identifier: courseAttribute, reason: reasonAmong(WITHDRAWAL_REASONS) }),
      optional: false,
    },
    handle: (request, subject) =>
      onCourse(request, subject, (registrationId) =>
        request.execute(withdrawTraining, { registrationId, because: request.body.reason }),
      ),
  }),
  writeEndpoint('PUT /api/v3/participants/npq/:id/change-schedule', {
    ...shared,
    summary: 'Change the schedule of an NPQ participant',
    commands: [changeSchedule],
    refusals: CHANGE_REFUSALS,
    body: {
      type: 'participant-change-schedule',
      attributes: z.object({
        course_identifier: courseAttribute,
        schedule_identifier: z
          .string("The property '#/schedule_identifier' must be the identifier of a schedule")
          .min(1, "The property '#/schedule_identifier' must be the identifier of a schedule"),
        cohort: CohortAttribute,
      }),
      optional: false,
    },
    handle: (request, subject) =>
      onCourse(request, subject, (registrationId) => {
        const { schedule_identifier: scheduleIdentifier, cohort: asked } = request.body
        return request.execute(changeSchedule, { registrationId, scheduleIdentifier, cohort: asked ?? null })
      }),
  }),
]

type OnCourse = Pick<ApiRequest<unknown, { readonly course_identifier: string }>, 'db' | 'body'>
type Change = (registrationId: z.output<typeof RegistrationId>) => Promise<Result<unknown>>

/** Changes the registration by which the participant is on the course, and answers the participant. */
async function onCourse({ db, body }: OnCourse, subject: OwnParticipant, change: Change) {
  const course = body.course_identifier
  const asked = { providerId: subject.providerId ?? '', id: subject.participantId ?? '', course }
  const registration = subject.participantId === null ? null : await enrolmentOn(db, asked)
  if (!registration) return problem(NOT_ON_COURSE)
  const done = await change(RegistrationId.parse(registration.id))
  return done.ok ? answerParticipant({ db }, subject) : refused(done.refusal)
}
