import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import type { Registration } from './registration.ts'
import { registrationFrom } from './registration-row.ts'
import { registrationStates } from './registration-states.ts'

/** A registration, locked until the transaction ends; null when there is none. Lock several in the order of their ids. */
export async function lockRegistration(tx: Tx, id: string): Promise<Registration | null> {
  const row = await tx.selectFrom('npq.registrations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return null
  const { provider_id } = await tx
    .selectFrom('npq.registration_providers')
    .select('provider_id')
    .where('registration_id', '=', id)
    .where('unassigned_at', 'is', null)
    .executeTakeFirstOrThrow()
  return registrationFrom({ ...row, provider_id })
}

type NewRegistration = Pick<
  Registration,
  | 'id'
  | 'personId'
  | 'accountId'
  | 'course'
  | 'cohort'
  | 'providerId'
  | 'fundingChoice'
  | 'fundedPlace'
  | 'reviewStatus'
> & {
  readonly decisionId: string
  readonly draftId: string | null
  readonly answers: CourseAnswers
  readonly consentVersion: string
  readonly now: Temporal.Instant
}

/** Pending, with its provider. The database refuses a second live one of the person for the course and cohort. */
export async function insertRegistration(tx: Tx, registration: NewRegistration): Promise<void> {
  await newRow(tx, registration).execute()
  await assignProvider(tx, {
    registrationId: registration.id,
    providerId: registration.providerId,
    now: registration.now,
  })
}

/**
 * The same where two may come at once: answers false, and has written nothing, when the person has a live one for the course and
 * cohort already or the draft was submitted before.
 */
export async function claimRegistration(tx: Tx, registration: NewRegistration): Promise<boolean> {
  const { id, now } = registration
  const row = await newRow(tx, registration)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) await assignProvider(tx, { registrationId: id, providerId: registration.providerId, now })
  return row !== undefined
}

function newRow(tx: Tx, registration: NewRegistration) {
  const { id, now } = registration
  return tx.insertInto('npq.registrations').values({
    id,
    person_id: registration.personId,
    account_id: registration.accountId,
    draft_id: registration.draftId,
    course_identifier: registration.course,
    cohort: registration.cohort,
    status: 'pending',
    decision_id: registration.decisionId,
    funding_choice: registration.fundingChoice,
    funded_place: registration.fundedPlace,
    review_status: registration.reviewStatus,
    course_answers: JSON.stringify(registration.answers),
    consent_version: registration.consentVersion,
    consented_at: now,
    created_at: now,
    touched_at: now,
  })
}

/**
 * Saves a changed registration that is locked. What providers see as the time of the change is given at commit. Throws when its
 * status could not have led to the new one: then a rule was passed by.
 */
export async function saveRegistration(tx: Tx, changed: Registration, now: Temporal.Instant): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('npq.registrations')
    .set({
      person_id: changed.personId,
      course_identifier: changed.course,
      status: changed.status,
      training_status: changed.trainingStatus,
      decision_id: changed.decisionId,
      funding_choice: changed.fundingChoice,
      funded_place: changed.fundedPlace,
      schedule_identifier: changed.scheduleIdentifier,
      cohort: changed.cohort,
      review_status: changed.reviewStatus,
      course_answers: JSON.stringify(changed.answers),
      reason_for_rejection: changed.reasonForRejection,
      accepted_at: changed.acceptedAt,
      ended_at: changed.endedAt,
      work_details_changed_at: changed.workDetailsChangedAt,
      touched_at: now,
    })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', changed.id)
    .where('status', 'in', [...registrationStates.fromAny(changed.status)])
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`registration ${changed.id} cannot become ${changed.status}`)
}

type Assignment = { readonly registrationId: string; readonly providerId: string; readonly now: Temporal.Instant }

/** Gives a registration to a provider; the one before must have been unassigned. Save the registration too: that is what shows it. */
export const assignProvider = async (tx: Tx, { registrationId, providerId, now }: Assignment) =>
  tx
    .insertInto('npq.registration_providers')
    .values({ registration_id: registrationId, provider_id: providerId, assigned_at: now })
    .execute()

/** Ends the current assignment, which stays readable to its provider as it was. */
export const unassignProvider = async (
  tx: Tx,
  { registrationId, because, now }: Omit<Assignment, 'providerId'> & { readonly because: string },
) =>
  tx
    .updateTable('npq.registration_providers')
    .set({ unassigned_at: now, unassigned_because: because })
    .where('registration_id', '=', registrationId)
    .where('unassigned_at', 'is', null)
    .execute()
