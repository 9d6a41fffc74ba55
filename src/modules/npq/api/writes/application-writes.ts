import { z } from 'zod'
import { type ApiRequest, type Endpoint, refused, writeEndpoint } from '#src/platform/http/api/endpoint.ts'
import { acceptRegistration } from '../../acceptance/accept-registration.ts'
import { changeFundedPlace } from '../../acceptance/change-funded-place.ts'
import { openDuplicateTask } from '../../acceptance/open-duplicate-task.ts'
import { rejectRegistration } from '../../acceptance/reject-registration.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { apiPolicy } from '../api-policy.ts'
import { ApplicationAnswer } from '../application-schema.ts'
import { answerApplication, applicationInPath, MOVED_ON, type OwnApplication } from './application-in-path.ts'
import { DECISION_REFUSALS, PLACE_REFUSALS, SCHEDULE_REFUSALS } from './application-refusals.ts'

const TRUE_OR_FALSE = "The property '#/funded_place' must be true or false"

const AcceptAttributes = z.object({
  funded_place: z
    .boolean(TRUE_OR_FALSE)
    .nullish()
    .describe('Needed in cohorts with a funding cap; false in cohorts without funding; not read in others'),
  schedule_identifier: z
    .string("The property '#/schedule_identifier' must be the identifier of a schedule")
    .min(1, "The property '#/schedule_identifier' must be the identifier of a schedule")
    .max(100, "The property '#/schedule_identifier' must be the identifier of a schedule")
    .nullish()
    .describe('A schedule of the cohort for the course; without it the schedule of today'),
})

const FundedPlaceAttributes = z.object({
  funded_place: z.boolean(TRUE_OR_FALSE).describe('Whether the participant has a funded place'),
})

const shared = {
  topic: 'npq/api',
  policy: apiPolicy.callAsProvider,
  load: applicationInPath,
  problems: [MOVED_ON],
} as const
const answers = { description: 'The application after the change', schema: ApplicationAnswer }

/** What providers decide of applications. */
export const applicationWrites: readonly Endpoint[] = [
  writeEndpoint('POST /api/v3/npq-applications/:id/accept', {
    ...{ ...shared, answers },
    summary: 'Accept an NPQ application',
    description: 'Training begins. Other pending applications of the participant for the course and cohort end.',
    commands: [acceptRegistration, openDuplicateTask],
    refusals: {
      ...PLACE_REFUSALS,
      ...SCHEDULE_REFUSALS,
      ...DECISION_REFUSALS,
      'no-schedule': { status: 422, title: 'schedule', detail: 'There is no schedule for this course in the cohort' },
    },
    body: { type: 'npq-application-accept', attributes: AcceptAttributes, optional: true },
    handle: accept,
  }),
  writeEndpoint('POST /api/v3/npq-applications/:id/reject', {
    ...{ ...shared, answers },
    summary: 'Reject an NPQ application',
    description: 'Also one that you accepted, while nothing has been declared of the participant.',
    commands: [rejectRegistration],
    refusals: DECISION_REFUSALS,
    body: { type: 'npq-application-reject', attributes: z.object({}), optional: true },
    async handle({ execute, db }, subject) {
      const input = { registrationId: idOf(subject), because: 'rejected_by_provider' } as const
      const done = await execute(rejectRegistration, input)
      return done.ok ? answerApplication({ db }, subject) : refused(done.refusal)
    },
  }),
  writeEndpoint('PUT /api/v3/npq-applications/:id/change-funded-place', {
    ...{ ...shared, answers },
    summary: 'Change the funded place of an accepted NPQ application',
    commands: [changeFundedPlace],
    refusals: {
      ...PLACE_REFUSALS,
      ...DECISION_REFUSALS,
      unchanged: { status: 422, title: 'funded_place', detail: 'The funded place is as it was' },
    },
    body: {
      type: 'npq-application-change-funded-place',
      attributes: FundedPlaceAttributes,
      optional: false,
    },
    async handle({ execute, db, body }, subject) {
      const input = { registrationId: idOf(subject), fundedPlace: body.funded_place }
      const done = await execute(changeFundedPlace, input)
      // As the public contract has it: what is so already is answered as it is.
      return done.ok || done.refusal.code === 'unchanged' ? answerApplication({ db }, subject) : refused(done.refusal)
    },
  }),
]

const idOf = ({ registration }: OwnApplication) => RegistrationId.parse(registration?.id)

type Accepting = ApiRequest<Record<string, never>, z.output<typeof AcceptAttributes>>

async function accept({ execute, db, body }: Accepting, subject: OwnApplication) {
  const registrationId = idOf(subject)
  const done = await execute(acceptRegistration, {
    registrationId,
    fundedPlace: body.funded_place ?? null,
    scheduleIdentifier: body.schedule_identifier ?? null,
  })
  if (done.ok) return answerApplication({ db }, subject)
  const other = done.refusal.facts['otherRegistrationId']
  if (done.refusal.code === 'likely-duplicate' && typeof other === 'string') {
    // Staff have it before them once, however often the provider tries.
    await execute(openDuplicateTask, { registrationId, otherRegistrationId: other })
  }
  return refused(done.refusal)
}
