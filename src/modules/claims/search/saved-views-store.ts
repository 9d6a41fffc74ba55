import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

type View = {
  readonly accountId: string
  readonly name: string
  readonly query: string
  readonly now: Temporal.Instant
}

/** Keeps a view; one of the same name gives way. */
export const keepView = async (tx: Tx, { accountId, name, query, now }: View) =>
  tx
    .insertInto('claims.saved_views')
    .values({ id: newId<string>(), account_id: accountId, name, query, created_at: now })
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doUpdateSet({ query, created_at: now }))
    .execute()

/** Answers the name of what was taken off; nothing where it is not theirs. */
export const takeOffView = async (
  tx: Tx,
  { accountId, viewId }: { readonly accountId: string; readonly viewId: string },
) =>
  tx
    .deleteFrom('claims.saved_views')
    .where('id', '=', viewId)
    .where('account_id', '=', accountId)
    .returning('name')
    .executeTakeFirst()
