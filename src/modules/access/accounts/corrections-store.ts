import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { folded } from '../proofs/proof-rules.ts'

/** Holds an account until the transaction ends; null when there is none. Taken after the locks of its mailboxes. */
export const lockAccount = async (tx: Tx, accountId: string) =>
  (await tx
    .selectFrom('access.accounts')
    .select(['id', 'name', 'disabled_at as disabledAt'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()) ?? null

type NewAddress = { readonly accountId: string; readonly address: string; readonly now: Temporal.Instant }

/** An address that nobody has verified yet. Call it under the mailbox's lock. */
export async function insertAddress(tx: Tx, { accountId, address, now }: NewAddress): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.addresses')
    .values({ id, account_id: accountId, address, folded: folded(address), added_at: now })
    .execute()
  return id
}

export const removeAddress = async (tx: Tx, addressId: string, now: Temporal.Instant) =>
  tx
    .updateTable('access.addresses')
    .set({ removed_at: now })
    .where('id', '=', addressId)
    .where('removed_at', 'is', null)
    .execute()

/** In use again, verified as it was. The database refuses it when another account has the address by now. */
export const restoreAddress = async (tx: Tx, addressId: string) =>
  tx.updateTable('access.addresses').set({ removed_at: null }).where('id', '=', addressId).execute()

type Disabling = { readonly accountId: string; readonly at: Temporal.Instant | null }

/** From its next request on the account may do nothing; null lets it in again. */
export const setDisabled = async (tx: Tx, { accountId, at }: Disabling) =>
  tx.updateTable('access.accounts').set({ disabled_at: at }).where('id', '=', accountId).execute()
