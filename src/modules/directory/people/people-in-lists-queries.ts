import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'
import { personFrom } from './people-queries.ts'
import type { Person } from './person.ts'

/** People by id, for lists that name many. One query. */
export async function peopleById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.selectFrom('directory.people').selectAll().where(isOneOf(ids)).execute()
  return new Map(rows.map((row) => [row.id, personFrom(row)]))
}

export type PersonInList = {
  readonly id: string
  readonly name: string
  readonly trn: string | null
  readonly trnIsConfirmed: boolean
}

/** The same for lists of thousands: only what a list shows. One query. */
export async function peopleInLists(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonInList>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('directory.people')
    .select(['id', 'name', 'trn', sql<boolean>`trn_confirmed_at is not null`.as('trnIsConfirmed')])
    .where(isOneOf(ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

const isOneOf = (ids: readonly string[]) => sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`
