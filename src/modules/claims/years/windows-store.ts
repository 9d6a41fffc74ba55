import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { ClaimWindow } from './claim-year.ts'
import type { WindowDays } from './window-days-rules.ts'
import { allWindows } from './years-queries.ts'

/** Every window; nobody else adds or moves one until the transaction ends, so that the second of two sees what the first did. */
export async function lockWindows(tx: Tx): Promise<readonly ClaimWindow[]> {
  await sql`select pg_advisory_xact_lock(hashtext('claims.windows'))`.execute(tx)
  await tx.selectFrom('claims.windows').select('id').orderBy('id').forUpdate().execute()
  return allWindows(tx)
}

type Kept = WindowDays & { readonly year: number }

export async function insertWindow(tx: Tx, { now, ...window }: Kept & { readonly now: Temporal.Instant }) {
  const id = newId<string>()
  await tx
    .insertInto('claims.windows')
    .values({ id, ...columns(window), created_at: now })
    .execute()
  return id
}

export const saveWindow = async (tx: Tx, id: string, window: Kept) =>
  tx
    .updateTable('claims.windows')
    .set(columns(window))
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** The references of claims, batches and samples keep one that has any, whatever the caller has looked for. */
export const deleteWindow = async (tx: Tx, id: string) => tx.deleteFrom('claims.windows').where('id', '=', id).execute()

const columns = ({ year, from, lastDay, paidByAuthorityOn, paidDirectlyOn }: Kept) => ({
  academic_year: year,
  period: sql<string>`daterange(${from}::date, ${lastDay}::date, '[]')`,
  ...{ paid_by_authority_on: paidByAuthorityOn, paid_directly_on: paidDirectlyOn },
})
