import { sql } from 'kysely'
import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { accountsToTell } from '../../access/public.ts'
import { districtsBySchool } from '../../directory/public.ts'
import { FUNDING_AREAS, type FundingArea } from './claim-year.ts'
import { RATE_STATUSES, type Rate } from './rate.ts'

/** Every rate of the years, the newest year first, and of an area the newest first. Two queries. */
export async function allRates(reader: Reader): Promise<readonly Rate[]> {
  const rows = await columns(reader)
    .orderBy('academic_year', 'desc')
    .orderBy('area')
    .orderBy('proposed_at', 'desc')
    .execute()
  return named(reader, rows)
}

export async function rateById(reader: Reader, id: string): Promise<Rate | null> {
  const row = await columns(reader).where('id', '=', id).executeTakeFirst()
  return row ? ((await named(reader, [row]))[0] ?? null) : null
}

/** How many drafts there are of schools in an area for a year, and their hours: what another rate would change. */
export async function draftsIn(
  reader: Reader,
  { year, area, day }: { readonly year: number; readonly area: FundingArea; readonly day: string },
): Promise<{ readonly drafts: number; readonly hours: number }> {
  const { rows } = await sql<{ drafts: number; hours: number }>`
    select count(distinct draft.id)::int as drafts, coalesce(sum(line.hours), 0)::int as hours
    from claims.claims as draft
    join ${districtsBySchool()} as place on place.school_id = draft.school_id
    left join claims.funding_areas as listed on listed.district_code = place.district_code and listed.period @> ${day}::date
    left join claims.claim_lines as line on line.claim_id = draft.id
    where draft.status = 'draft' and draft.academic_year = ${year}
      and coalesce(listed.area, 'rest-of-england') = ${area}`.execute(reader)
  return rows[0] ?? { drafts: 0, hours: 0 }
}

const columns = (reader: Reader) => reader.selectFrom('claims.rates').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof columns>['execute']>>[number]

async function named(reader: Reader, rows: readonly Row[]): Promise<readonly Rate[]> {
  const people = await accountsToTell(
    reader,
    rows.flatMap(({ proposed_by, decided_by }) => [proposed_by, decided_by].filter((id) => id !== null)),
  )
  const nameOf = (id: string | null) => (id === null ? null : (people.get(id)?.name ?? null))
  return rows.map((row) => ({
    ...{ id: row.id, year: row.academic_year, area: z.enum(FUNDING_AREAS).parse(row.area) },
    ...{ pencePerHour: pence(row.pence_per_hour), status: z.enum(RATE_STATUSES).parse(row.status) },
    ...{ source: row.source, because: row.because, proposedBy: row.proposed_by, proposedAt: row.proposed_at },
    ...{ proposedByName: nameOf(row.proposed_by), decidedByName: nameOf(row.decided_by), decidedAt: row.decided_at },
    decisionBecause: row.decision_because,
  }))
}
