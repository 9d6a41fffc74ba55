import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { type ApiProblem, problemOfTable } from '#src/platform/http/api/api-errors.ts'
import {
  type ApiContext,
  type ApiRequest,
  answer,
  type Endpoint,
  problem,
  refused,
  writeEndpoint,
} from '#src/platform/http/api/endpoint.ts'
import { DeclarationId } from '../../declarations/declaration.ts'
import { declare } from '../../declarations/declare.ts'
import { recordOutcome } from '../../declarations/record-outcome.ts'
import { voidDeclaration } from '../../declarations/void-declaration.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { DECLARATION_TYPES } from '../../training/schedule.ts'
import { apiPolicy, type Caller } from '../api-policy.ts'
import { caller } from '../caller.ts'
import { outcomesFor } from '../declarations/declaration-lists-queries.ts'
import { declarationById, declarationInPath, type OwnDeclaration } from '../declarations/declaration-reads.ts'
import { DeclarationAnswer, OutcomeAnswer } from '../declarations/declaration-schema.ts'
import { presentDeclaration, presentOutcome } from '../declarations/present-declaration.ts'
import {
  CHANGED_ID,
  enrolmentOn,
  type OwnParticipant,
  ownParticipant,
  participantInPath,
} from '../participants/participant-in-path.ts'
import { DECLARATION_REFUSALS, OUTCOME_REFUSALS, VOID_REFUSALS } from './declaration-refusals.ts'
import { courseAttribute, NOT_ON_COURSE } from './training-writes.ts'

/** Somebody who is on no course with the caller, in the body of a call. */
const NO_PARTICIPANT: ApiProblem = {
  status: 422,
  code: 'participant-not-found',
  title: 'participant_id',
  detail: "The '#/participant_id' is no participant of yours",
}

/** A day, also where a client sends a moment: then its day in London. */
const dayOf = (name: string, isMomentNeeded: boolean) =>
  z.string(`The property '#/${name}' must be a date`).transform((text, context) => {
    const day = isMomentNeeded || text.includes('T') ? dayOfMoment(text) : dayNamed(text)
    if (day !== null) return day
    const form = isMomentNeeded ? '2026-11-02T09:00:00Z' : '2026-11-02'
    context.addIssue({ code: 'custom', message: `The property '#/${name}' must have the form ${form}` })
    return z.NEVER
  })

const dayNamed = (text: string): string | null => (z.iso.date().safeParse(text).success ? text : null)
const dayOfMoment = (text: string): string | null =>
  z.iso.datetime({ offset: true }).safeParse(text).success ? londonDate(Temporal.Instant.from(text)).toString() : null

const TYPES = `The property '#/declaration_type' must be one of: ${DECLARATION_TYPES.join(', ')}`

const DeclarationAttributes = z.object({
  participant_id: z.uuid("The property '#/participant_id' must be the id of a participant"),
  declaration_type: z.enum(DECLARATION_TYPES, TYPES),
  declaration_date: dayOf('declaration_date', true).describe('When it happened (RFC 3339)'),
  course_identifier: courseAttribute,
  has_passed: z
    .boolean("The property '#/has_passed' must be true or false")
    .nullish()
    .describe('Needed when a course that is passed or failed is completed'),
  application_id: z
    .uuid("The property '#/application_id' must be the id of an application")
    .nullish()
    .describe('For a participant who is on the course in two cohorts'),
})

const OutcomeAttributes = z.object({
  course_identifier: courseAttribute,
  state: z.enum(['passed', 'failed'], "The property '#/state' must be passed or failed"),
  completion_date: dayOf('completion_date', false).describe('When the participant was told (yyyy-mm-dd)'),
})

const shared = { topic: 'npq/api', policy: apiPolicy.callAsProvider } as const
const declaration = { description: 'The declaration', schema: DeclarationAnswer }

/** What providers declare, take back, and tell of who passed. */
export const declarationWrites: readonly Endpoint[] = [
  writeEndpoint('POST /api/v3/participant-declarations', {
    ...shared,
    summary: 'Declare what a participant has done',
    description: 'The same declaration again is answered with the first.',
    load: caller,
    answers: declaration,
    commands: [declare],
    refusals: DECLARATION_REFUSALS,
    problems: [NO_PARTICIPANT, NOT_ON_COURSE, { ...CHANGED_ID, status: 422 }],
    body: { type: 'participant-declaration', attributes: DeclarationAttributes, optional: false },
    handle: makeDeclaration,
  }),
  writeEndpoint('PUT /api/v3/participant-declarations/:id/void', {
    ...shared,
    summary: 'Void a declaration',
    load: declarationInPath,
    answers: declaration,
    commands: [voidDeclaration],
    refusals: VOID_REFUSALS,
    body: { type: 'participant-declaration', attributes: z.object({}), optional: true },
    async handle({ execute, db }, { providerId, row }) {
      const done = await execute(voidDeclaration, {
        registrationId: RegistrationId.parse(row?.registration_id),
        declarationId: DeclarationId.parse(row?.id),
      })
      return done.ok ? answerDeclaration({ db }, { providerId, id: done.value.declarationId }) : refused(done.refusal)
    },
  }),
  writeEndpoint('POST /api/v3/participants/npq/:id/outcomes', {
    ...shared,
    summary: 'Tell whether an NPQ participant passed',
    description: 'What you told last, again, is answered with that.',
    load: participantInPath,
    answers: { description: 'The outcome', schema: OutcomeAnswer },
    commands: [recordOutcome],
    refusals: OUTCOME_REFUSALS,
    problems: [CHANGED_ID, NOT_ON_COURSE],
    body: { type: 'npq-outcome-confirmation', attributes: OutcomeAttributes, optional: false },
    handle: tellOutcome,
  }),
]

type Declaring = ApiRequest<Record<string, never>, z.output<typeof DeclarationAttributes>>

async function makeDeclaration({ execute, db, body }: Declaring, { providerId }: Caller) {
  const own = { providerId: providerId ?? '', id: body.participant_id }
  const participant = await ownParticipant(db, own)
  if (participant === null) return problem(NO_PARTICIPANT)
  if (typeof participant !== 'string') return problem({ ...participant, status: 422, title: 'participant_id' })
  const { course_identifier: course, application_id: applicationId } = body
  const registration = await enrolmentOn(db, { ...own, id: participant, course, applicationId })
  if (!registration) return problem(NOT_ON_COURSE)
  const done = await execute(declare, {
    registrationId: RegistrationId.parse(registration.id),
    ...{ type: body.declaration_type, date: body.declaration_date, hasPassed: body.has_passed ?? null },
  })
  if (done.ok) return answerDeclaration({ db }, { providerId, id: done.value.declarationId })
  const { code, facts } = done.refusal
  const id = facts['declarationId']
  const isRepeat = code === 'declared-already' && typeof id === 'string'
  return isRepeat ? answerDeclaration({ db }, { providerId, id }) : refused(done.refusal)
}

type Answered = Pick<ApiContext, 'db'>

async function answerDeclaration(
  { db }: Answered,
  { providerId, id }: Pick<OwnDeclaration, 'providerId'> & { readonly id: string },
) {
  const row = await declarationById(db, { providerId: providerId ?? '', declarationId: id })
  return row ? answer({ data: presentDeclaration(row) }) : problem(NOT_FOUND)
}

type Telling = ApiRequest<Record<string, never>, z.output<typeof OutcomeAttributes>>

async function tellOutcome({ execute, db, body }: Telling, { providerId, participantId }: OwnParticipant) {
  const own = { providerId: providerId ?? '', id: participantId ?? '', course: body.course_identifier }
  const registration = participantId === null ? null : await enrolmentOn(db, own)
  if (!registration) return problem(NOT_ON_COURSE)
  const done = await execute(recordOutcome, {
    registrationId: RegistrationId.parse(registration.id),
    ...{ state: body.state, completedOn: body.completion_date },
  })
  if (!done.ok && done.refusal.code !== 'told-already') return refused(done.refusal)
  const outcomeId = done.ok ? done.value.outcomeId : String(done.refusal.facts['outcomeId'])
  const page = { participantId, outcomeId, createdSince: null, limit: 1, offset: 0 }
  const [row] = await outcomesFor(db, { providerId: own.providerId, ...page })
  return row ? answer({ data: presentOutcome(row) }) : problem(NOT_FOUND)
}

const NOT_FOUND = problemOfTable('not-found')
