import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'

/** The newest mailbox that somebody has signed in to the account with; null for accounts of staff, disabled ones and those without. */
export async function provableAddress(reader: Reader, accountId: string): Promise<string | null> {
  const row = await reader
    .selectFrom('access.addresses as address')
    .innerJoin('access.accounts as account', 'account.id', 'address.account_id')
    .select('address.address')
    .where('account.id', '=', accountId)
    .where('account.disabled_at', 'is', null)
    .where('address.removed_at', 'is', null)
    .where('address.verified_at', 'is not', null)
    .where(
      sql<boolean>`not exists (
        select from access.staff_powers as power where power.account_id = account.id and power.ended_at is null
      )`,
    )
    .orderBy('address.verified_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.address ?? null
}
