import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ChangeRequest } from './change-request.ts'
import { requestFrom } from './change-request-row.ts'
import { changeRequestStates } from './change-request-states.ts'

type Asked = Pick<
  ChangeRequest,
  'registrationId' | 'kind' | 'fromProviderId' | 'toProviderId' | 'toCourse' | 'answers' | 'fundingChoice'
>

/** Asks the provider. The registration must be locked and have no open request; the database refuses a second. Answers its id. */
export async function insertRequest(tx: Tx, asked: Asked, now: Temporal.Instant): Promise<string> {
  const id = newId<string>()
  await tx
    .insertInto('npq.change_requests')
    .values({
      ...{ id, registration_id: asked.registrationId, kind: asked.kind, status: 'asked', asked_at: now },
      from_provider_id: asked.fromProviderId,
      to_provider_id: asked.toProviderId,
      to_course_identifier: asked.toCourse,
      course_answers: JSON.stringify(asked.answers),
      funding_choice: asked.fundingChoice,
    })
    .execute()
  return id
}

/** The open request of a registration that is locked; null when there is none. */
export async function openRequestFor(tx: Tx, registrationId: string): Promise<ChangeRequest | null> {
  const row = await tx
    .selectFrom('npq.change_requests')
    .selectAll()
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'asked')
    .executeTakeFirst()
  return row ? requestFrom(row) : null
}

type Settlement = {
  readonly id: string
  readonly move: 'release' | 'refuse' | 'takeBack'
  readonly by: string | null
  readonly because?: string
  readonly now: Temporal.Instant
}

/** Answers a request whose registration is locked, by a move of its machine. Answers whether it was still open. */
export async function settleRequest(tx: Tx, { id, move, by, because, now }: Settlement): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('npq.change_requests')
    .set({
      status: changeRequestStates.table[move].to,
      answered_at: now,
      answered_by: by,
      refused_because: because ?? null,
    })
    .where('id', '=', id)
    .where('status', 'in', changeRequestStates.from(move))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
