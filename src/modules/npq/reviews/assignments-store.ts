import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { openTask } from '../tasks/tasks-store.ts'

const KIND = 'funding-review'

/** The member of staff who has taken the review of a registration; null when nobody has. */
export const assigneeOf = async (reader: Reader, registrationId: string): Promise<string | null> =>
  (
    await reader
      .selectFrom('npq.tasks')
      .select('assigned_to')
      .where('registration_id', '=', registrationId)
      .where('kind', '=', KIND)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
  )?.assigned_to ?? null

type Assignment = {
  readonly registrationId: string
  readonly accountId: string | null
  readonly now: Temporal.Instant
}

/** Gives the review of a locked registration to somebody, or to nobody. Providers see nothing of it, so the registration stays. */
export async function assignReview(tx: Tx, { registrationId, accountId, now }: Assignment): Promise<void> {
  // A review that began by a change of the course has no task yet.
  await openTask(tx, { registrationId, kind: KIND, facts: {}, now })
  await tx
    .updateTable('npq.tasks')
    .set({ assigned_to: accountId })
    .where('registration_id', '=', registrationId)
    .where('kind', '=', KIND)
    .where('closed_at', 'is', null)
    .execute()
}
