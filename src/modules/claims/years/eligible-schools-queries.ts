import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

export type EligibleSchool = {
  readonly schoolId: string
  readonly year: number
  readonly source: string
  readonly addedAt: Temporal.Instant
}

/** Which of some schools may claim for a year. One query. */
export async function eligibleOf(
  reader: Reader,
  schoolIds: readonly string[],
  year: number,
): Promise<ReadonlySet<string>> {
  if (schoolIds.length === 0) return new Set()
  const rows = await reader
    .selectFrom('claims.eligible_schools')
    .select('school_id')
    .where('school_id', 'in', [...new Set(schoolIds)])
    .where('academic_year', '=', year)
    .where('removed_at', 'is', null)
    .execute()
  return new Set(rows.map(({ school_id }) => school_id))
}

/** How many schools may claim for each year. */
export async function eligibleCounts(reader: Reader): Promise<ReadonlyMap<number, number>> {
  const rows = await reader
    .selectFrom('claims.eligible_schools')
    .select(({ fn }) => ['academic_year', fn.countAll<number>().as('count')])
    .where('removed_at', 'is', null)
    .groupBy('academic_year')
    .execute()
  return new Map(rows.map(({ academic_year, count }) => [academic_year, count]))
}

type Page = { readonly year: number; readonly limit: number; readonly offset: number }

/** Schools that may claim for a year, the newest on the list first. */
export async function eligiblePage(reader: Reader, { year, limit, offset }: Page): Promise<readonly EligibleSchool[]> {
  const rows = await reader
    .selectFrom('claims.eligible_schools')
    .selectAll()
    .where('academic_year', '=', year)
    .where('removed_at', 'is', null)
    .orderBy('added_at', 'desc')
    .orderBy('school_id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => ({
    ...{ schoolId: row.school_id, year: row.academic_year, source: row.source, addedAt: row.added_at },
  }))
}
