import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'
import { establishmentFacts, ukprnsSet } from '../../directory/public.ts'
import { type ClaimsAsked, statusIn } from './claims-found-queries.ts'
import { fitting } from './search-conditions.ts'

/** A claim as the file of claims has it. */
export type ExportRow = {
  readonly reference: string
  readonly urn: string | null
  readonly school: string | null
  readonly authority: string | null
  readonly type: string | null
  readonly group: string | null
  readonly provider: string | null
  readonly code: string | null
  readonly pence: number | null
  readonly sentOn: string | null
  readonly status: string
  readonly unpaid: string | null
}

/** How many claims a file will hold. One query. */
export async function countForExport(reader: Reader, asked: ClaimsAsked): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from claims.claims as claim where ${fits(asked)}`.execute(reader)
  return rows[0]?.count ?? 0
}

const fits = (asked: ClaimsAsked) => sql.join([sql`true`, ...fitting(asked).conditions, statusIn(asked)], sql` and `)

/** The next claims after a reference, in the order of their references. One query. */
export async function exportAfter(
  reader: Reader,
  { after, limit, ...asked }: ClaimsAsked & { readonly after: string; readonly limit: number },
): Promise<readonly ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    with chosen as materialized (
      select claim.* from claims.claims as claim
      where claim.reference > ${after} and ${fits(asked)}
      order by claim.reference limit ${limit})
    select chosen.reference, chosen.school_urn as urn, chosen.school_name as school, facts.la_name as authority,
      facts.type_name as type, facts.group_name as "group", chosen.provider_name as provider, codes.ukprn as code,
      chosen.amount_pence as pence, to_char(chosen.submitted_at at time zone 'Europe/London', 'YYYY-MM-DD') as "sentOn",
      chosen.status, chosen.unpaid_reason as unpaid
    from chosen
    left join (${establishmentFacts}) as facts on facts.id = chosen.school_id
    left join ${ukprnsSet} as codes on codes.id = chosen.provider_id
    order by chosen.reference`.execute(reader)
  return rows
}
