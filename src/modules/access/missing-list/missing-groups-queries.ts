import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'
import { isNarrow, type ListFilter, view, where } from './missing-list-queries.ts'

/** Trusts on one page of their counts. */
export const TRUSTS_PER_PAGE = 100

export type Grouped = { readonly key: string; readonly name: string; readonly schools: number }

/** How many schools of a filter there are in each local authority, most first. One query. */
export async function missingByAuthority(reader: Reader, filter: ListFilter): Promise<readonly Grouped[]> {
  const counted = hasCounts(filter)
    ? kept('authority', filter)
    : sql`select la_code as place_key, count(*)::int as schools from access.missing_schools as school where ${where(filter)} group by la_code`
  const { rows } = await sql<Grouped>`
    select place_key as key, named.name, schools from (${counted}) as counted
    cross join lateral (
      select la_name as name from access.missing_schools where la_code = place_key limit 1
    ) as named
    order by schools desc, named.name, place_key`.execute(reader)
  return rows
}

type ByTrust = { readonly groups: readonly Omit<Grouped, 'name'>[]; readonly trusts: number }

/** One page of how many there are in each trust, most first; the trusts are named by whoever shows them. One query. */
export async function missingByTrust(reader: Reader, filter: ListFilter, page: number): Promise<ByTrust> {
  const counted = hasCounts(filter)
    ? kept('trust', filter)
    : sql`select trust_id::text as place_key, count(*)::int as schools from access.missing_schools as school
        where trust_id is not null and ${where(filter)} group by trust_id`
  const { rows } = await sql<{ key: string | null; schools: number; trusts: number }>`
    select page.place_key as key, page.schools, total.trusts
    from (select count(*) as trusts from (${counted}) as counted) as total left join (
      select * from (${counted}) as counted order by schools desc, place_key
      limit ${TRUSTS_PER_PAGE} offset ${(page - 1) * TRUSTS_PER_PAGE}
    ) as page on true
    order by page.schools desc, page.place_key`.execute(reader)
  return {
    groups: rows.flatMap(({ key, schools }) => (key === null ? [] : [{ key, schools }])),
    trusts: rows[0]?.trusts ?? 0,
  }
}

/** Places are counted beforehand for a reason or for a phase, not for both. */
const hasCounts = (filter: ListFilter): boolean => !isNarrow(filter) && !(filter.reason && filter.phaseCode)

const kept = (kind: 'authority' | 'trust', filter: ListFilter): RawBuilder<unknown> =>
  sql`select place_key, schools from access.missing_counts where place_kind = ${kind} and ${view(filter)}`
