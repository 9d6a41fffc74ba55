import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { type MergeRequestStatus, mergeRequestStates } from './merge-request-states.ts'

type New = { readonly accountId: string; readonly otherAccountId: string; readonly now: Temporal.Instant }

/** Somebody has proved a number that another account has. Noted once while it is open. */
export const noteSameNumber = async (tx: Tx, { accountId, otherAccountId, now }: New) =>
  tx
    .insertInto('access.merge_requests')
    .values({
      id: newId(),
      account_id: accountId,
      other_account_id: otherAccountId,
      status: 'found' satisfies MergeRequestStatus,
      asked_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'other_account_id']).where('status', 'in', ['found', 'with-staff']).doNothing(),
    )
    .execute()

/** Staff are to look. False when they have it already, or it is settled. */
export async function handToStaff(tx: Tx, requestId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('access.merge_requests')
    .set({ status: 'with-staff' satisfies MergeRequestStatus })
    .where('id', '=', requestId)
    .where('status', 'in', [...mergeRequestStates.from('ask-staff')])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

type Between = {
  readonly one: string
  readonly other: string
  readonly by: string | null
  readonly now: Temporal.Instant
}

/** The two have become one: whatever was asked about them is answered. */
export const settleRequestsBetween = async (tx: Tx, { one, other, by, now }: Between) =>
  tx
    .updateTable('access.merge_requests')
    .set({ status: 'merged' satisfies MergeRequestStatus, settled_at: now, settled_by: by })
    .where('status', 'in', [...mergeRequestStates.from('merge')])
    .where((where) =>
      where.or([
        where.and([where('account_id', '=', one), where('other_account_id', '=', other)]),
        where.and([where('account_id', '=', other), where('other_account_id', '=', one)]),
      ]),
    )
    .execute()

type Refusing = { readonly requestId: string; readonly by: string | null; readonly now: Temporal.Instant }

/** Staff leave the two apart. False when it was settled already. */
export async function refuseMergeRequest(tx: Tx, { requestId, by, now }: Refusing): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('access.merge_requests')
    .set({ status: 'refused' satisfies MergeRequestStatus, settled_at: now, settled_by: by })
    .where('id', '=', requestId)
    .where('status', 'in', [...mergeRequestStates.from('refuse')])
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
