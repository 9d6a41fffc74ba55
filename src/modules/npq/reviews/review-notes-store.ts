import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ReviewStatus } from '../registrations/registration.ts'

type NewNote = {
  readonly registrationId: string
  readonly reviewStatus: ReviewStatus | null
  readonly note: string
  readonly accountId: string | null
  readonly now: Temporal.Instant
}

/** Adds a note. The database lets nobody change or remove one. */
export const insertNote = async (tx: Tx, { registrationId, reviewStatus, note, accountId, now }: NewNote) =>
  tx
    .insertInto('npq.review_notes')
    .values({
      ...{ id: newId<string>(), registration_id: registrationId, review_status: reviewStatus, note },
      ...{ account_id: accountId, written_at: now },
    })
    .execute()
