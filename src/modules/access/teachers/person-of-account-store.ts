import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { insertPerson, type PersonId, PersonId as personId } from '../../directory/public.ts'

type Asked = { readonly accountId: string; readonly now: Temporal.Instant }

/**
 * The person of the directory whom an account signs in for, made on first need: most accounts never need one. Holds the account,
 * so that two who ask at once get the same. Throws for an account that is not there.
 */
export async function personOfAccount(tx: Tx, { accountId, now }: Asked): Promise<PersonId> {
  const account = await tx
    .selectFrom('access.accounts')
    .select(['name', 'person_id'])
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (account.person_id !== null) return personId.parse(account.person_id)
  const made = await insertPerson(tx, { name: account.name, now })
  await tx.updateTable('access.accounts').set({ person_id: made }).where('id', '=', accountId).execute()
  return made
}

/** The person whom an account signs in for, or null when none was needed yet. Reads only. */
export async function personIdOfAccount(reader: Reader, accountId: string): Promise<PersonId | null> {
  const row = await reader
    .selectFrom('access.accounts')
    .select('person_id')
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.person_id ? personId.parse(row.person_id) : null
}

/** The account that signs in for a person; null for somebody without one. */
export const accountOfPerson = async (reader: Reader, id: string) =>
  (await reader
    .selectFrom('access.accounts')
    .select(['id', 'name', 'disabled_at as disabledAt'])
    .where('person_id', '=', id)
    .executeTakeFirst()) ?? null

type Giving = { readonly accountId: string; readonly personId: string }

/** The account signs in from now on for somebody who was in the directory before it. */
export const givePerson = async (tx: Tx, { accountId, personId: given }: Giving) =>
  tx
    .updateTable('access.accounts')
    .set({ person_id: given })
    .where('id', '=', accountId)
    .where('person_id', 'is', null)
    .execute()
