import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'

/** The address at which each account is reached, a proven one first; accounts without one are missing. One query. */
export async function mailboxesOf(reader: Reader, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await reader
    .selectFrom('access.addresses')
    .distinctOn('account_id')
    .select(['account_id as accountId', 'address'])
    .where(sql<boolean>`account_id = any(${[...new Set(accountIds)]}::uuid[])`)
    .where('removed_at', 'is', null)
    .orderBy('account_id')
    .orderBy(sql`verified_at is null`)
    .orderBy('added_at')
    .execute()
  return new Map(rows.map(({ accountId, address }) => [accountId, address]))
}
