import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

export const TASK_KINDS = ['funded-place-in-doubt', 'funding-review', 'likely-duplicate'] as const
export type TaskKind = (typeof TASK_KINDS)[number]

type Named = { readonly registrationId: string; readonly kind: TaskKind }
type NewTask = Named & { readonly facts: Readonly<Record<string, unknown>>; readonly now: Temporal.Instant }

/** Puts something before staff. Answers whether it is new: a registration has one open task of a kind. */
export async function openTask(tx: Tx, { registrationId, kind, facts, now }: NewTask): Promise<boolean> {
  const added = await tx
    .insertInto('npq.tasks')
    .values({
      id: newId<string>(),
      registration_id: registrationId,
      kind,
      facts: JSON.stringify(facts),
      opened_at: now,
    })
    .onConflict((conflict) => conflict.columns(['registration_id', 'kind']).where('closed_at', 'is', null).doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

type Closing = Named & { readonly by: string | null; readonly outcome: string; readonly now: Temporal.Instant }

/** Settles the open task of a kind. Answers whether there was one. */
export async function closeTask(tx: Tx, { registrationId, kind, by, outcome, now }: Closing): Promise<boolean> {
  const closed = await tx
    .updateTable('npq.tasks')
    .set({ closed_at: now, closed_by: by, outcome })
    .where('registration_id', '=', registrationId)
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return closed.numUpdatedRows === 1n
}

/** Whether a task of the kind waits for staff. */
export const hasOpenTask = async (reader: Reader, { registrationId, kind }: Named): Promise<boolean> =>
  (await reader
    .selectFrom('npq.tasks')
    .select('id')
    .where('registration_id', '=', registrationId)
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .executeTakeFirst()) !== undefined
