import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { AskableTutor } from './candidates-queries.ts'
import { CAUSES, type Cause, type ConfirmationAnswer, type ConfirmedBy } from './confirmation.ts'

type NewQuestions = {
  readonly tutors: readonly AskableTutor[]
  readonly because: Cause
  /** Whether the contact is asked at once instead of the tutor. */
  readonly contactAtOnce: (tutor: AskableTutor) => boolean
  readonly now: Temporal.Instant
}

export type Question = { readonly id: string; readonly tutor: AskableTutor }

/** Notes the questions; one that was noted for the same occasion before is left out. */
export async function insertQuestions(
  tx: Tx,
  { tutors, because, contactAtOnce, now }: NewQuestions,
): Promise<readonly Question[]> {
  const questions = tutors.map((tutor) => ({ id: newId<string>(), tutor }))
  const made = await tx
    .insertInto('access.tutor_confirmations')
    .values(
      questions.map(({ id, tutor }) => ({
        id,
        organisation_id: tutor.organisationId,
        membership_id: tutor.membershipId,
        asked_because: because,
        occasion: tutor.occasion,
        asked_at: now,
        contact_asked_at: contactAtOnce(tutor) ? now : null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['membership_id', 'asked_because', 'occasion']).doNothing())
    .returning('id')
    .execute()
  const ids = new Set(made.map(({ id }) => id))
  return questions.filter(({ id }) => ids.has(id))
}

export const markContactsAsked = async (tx: Tx, ids: readonly string[], now: Temporal.Instant) =>
  tx
    .updateTable('access.tutor_confirmations')
    .set({ contact_asked_at: now })
    .where('id', 'in', [...ids])
    .where('contact_asked_at', 'is', null)
    .execute()

type Answer = {
  readonly membershipId: string
  readonly answer: ConfirmationAnswer
  readonly by: ConfirmedBy
  readonly now: Temporal.Instant
}

/** Answers every open question about one person's being tutor. Answers how many there were. */
export async function answerQuestions(tx: Tx, { membershipId, answer, by, now }: Answer): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('access.tutor_confirmations')
    .set({ answered_at: now, answer, answered_by: by })
    .where('membership_id', '=', membershipId)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export type OpenQuestion = {
  readonly id: string
  readonly organisationId: string
  readonly membershipId: string
  readonly because: Cause
  readonly askedAt: Temporal.Instant
  readonly answeredAt: Temporal.Instant | null
  readonly contactAskedAt: Temporal.Instant | null
}

export const questionById = async (reader: Reader, id: string): Promise<OpenQuestion | null> => {
  const row = await questions(reader).where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The newest question that nobody has answered about a school's tutor. */
export const openQuestionOf = async (reader: Reader, organisationId: string): Promise<OpenQuestion | null> => {
  const row = await questions(reader)
    .where('organisation_id', '=', organisationId)
    .where('answered_at', 'is', null)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

const questions = (reader: Reader) =>
  reader
    .selectFrom('access.tutor_confirmations')
    .select(['id', 'organisation_id as organisationId', 'membership_id as membershipId', 'asked_because'])
    .select(['asked_at as askedAt', 'answered_at as answeredAt', 'contact_asked_at as contactAskedAt'])

type Row = Omit<OpenQuestion, 'because'> & { readonly asked_because: string }

function fromRow({ asked_because, ...row }: Row): OpenQuestion {
  const because = CAUSES.find((cause) => cause === asked_because)
  if (!because) throw new Error(`${asked_because} is no cause`)
  return { ...row, because }
}
