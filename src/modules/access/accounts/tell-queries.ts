import { sql } from 'kysely'
import type { MembershipRole } from '#src/kit/actor.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** Somebody who can be written to: at their first verified address, else their first. */
export type Told = { readonly accountId: string; readonly name: string; readonly address: string }

/** The accounts that can be written to, by id. One query. */
export async function accountsToTell(
  reader: Reader,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Told>> {
  if (accountIds.length === 0) return new Map()
  const { rows } = await sql<Told>`
    select * from (
      select account.id as "accountId", account.name, ${firstAddress} as address
      from access.accounts as account where account.id = any(${[...new Set(accountIds)]}::uuid[])
    ) as accounts where address is not null`.execute(reader)
  return new Map(rows.map((row) => [row.accountId, row]))
}

/** Those who hold one of the roles at an organisation now and can be written to, by name. One query. */
export async function membersToTell(
  reader: Reader,
  organisationId: string,
  roles: readonly MembershipRole[],
): Promise<readonly Told[]> {
  const { rows } = await sql<Told>`
    select * from (
      select distinct account.id as "accountId", account.name, ${firstAddress} as address
      from access.memberships as membership join access.accounts as account on account.id = membership.account_id
      where membership.organisation_id = ${organisationId} and membership.role = any(${[...roles]}::text[])
        and membership.ended_at is null and account.disabled_at is null
    ) as members where address is not null order by name, "accountId"`.execute(reader)
  return rows
}

const firstAddress = sql`(
  select address.address from access.addresses as address
  where address.account_id = account.id and address.removed_at is null
  order by address.verified_at is null, address.added_at limit 1
)`
