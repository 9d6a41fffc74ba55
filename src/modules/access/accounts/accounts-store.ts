import type { StaffPower } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { folded } from '../proofs/proof-rules.ts'

type NewAccount = { readonly name: string; readonly address: string; readonly now: Temporal.Instant }

/** An account with one address that nobody has verified yet. Call it under the mailbox's lock. */
export async function insertAccount(tx: Tx, { name, address, now }: NewAccount): Promise<string> {
  const id = newId()
  await tx.insertInto('access.accounts').values({ id, name, created_at: now }).execute()
  await tx
    .insertInto('access.addresses')
    .values({ id: newId(), account_id: id, address, folded: folded(address), added_at: now })
    .execute()
  return id
}

/** Somebody has read a message from the address: from now on it is known to be theirs. */
export const verifyAddress = async (tx: Tx, addressId: string, now: Temporal.Instant) =>
  tx
    .updateTable('access.addresses')
    .set({ verified_at: now })
    .where('id', '=', addressId)
    .where('verified_at', 'is', null)
    .execute()

export const setName = async (tx: Tx, accountId: string, name: string) =>
  tx.updateTable('access.accounts').set({ name }).where('id', '=', accountId).execute()

/** Written at every sign-in, whichever the door: who has not been for long may have left. */
export const noteSignedIn = async (tx: Tx, accountId: string, now: Temporal.Instant) =>
  tx.updateTable('access.accounts').set({ last_signed_in_at: now }).where('id', '=', accountId).execute()

type Grant = { readonly accountId: string; readonly powers: readonly StaffPower[]; readonly now: Temporal.Instant }

export const insertStaffPowers = async (tx: Tx, { accountId, powers, now }: Grant) =>
  tx
    .insertInto('access.staff_powers')
    .values(powers.map((power) => ({ account_id: accountId, power, granted_at: now })))
    .execute()
