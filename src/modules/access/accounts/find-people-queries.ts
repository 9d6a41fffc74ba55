import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

export type FoundPerson = {
  readonly id: string
  readonly name: string
  readonly address: string | null
  readonly isStaff: boolean
  readonly disabled: boolean
  readonly roles: number
  readonly lastSignedInAt: Temporal.Instant | null
}

type Asked = { readonly text: string; readonly limit: number; readonly offset: number }

/** People whose name or address, one of before included, holds the words; the address itself first. Staff only. One query. */
export async function findPeople(reader: Reader, { text, limit, offset }: Asked) {
  const sought = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const found = reader.selectFrom('access.accounts as account').where(
    sql<boolean>`account.name ilike ${sought} or exists (
        select from access.addresses as address where address.account_id = account.id and address.folded like ${sought}
      )`,
  )
  const rows = await found
    .select(['account.id', 'account.name', 'account.last_signed_in_at as lastSignedInAt'])
    .select([
      sql<boolean>`account.disabled_at is not null`.as('disabled'),
      sql<string | null>`(
        select address.address from access.addresses as address
        where address.account_id = account.id and address.removed_at is null
        order by address.folded like ${sought} desc, address.added_at limit 1
      )`.as('address'),
      sql<boolean>`exists (
        select from access.staff_powers as power where power.account_id = account.id and power.ended_at is null
      )`.as('isStaff'),
      sql<number>`(
        select count(*)::int from access.memberships as membership
        where membership.account_id = account.id and membership.ended_at is null
      )`.as('roles'),
      sql<number>`(count(*) over ())::int`.as('total'),
    ])
    .orderBy(
      sql`exists (
        select from access.addresses as address
        where address.account_id = account.id and address.folded = ${text.toLowerCase()}
      )`,
      'desc',
    )
    .orderBy('account.name')
    .orderBy('account.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const people: readonly FoundPerson[] = rows.map(({ total: _total, ...person }) => person)
  return { people, total: rows[0]?.total ?? 0 }
}
