import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { CourseIdentifier } from '../courses/course.ts'
import { duplicateSets, type ReportAsked } from './duplicate-pairs-queries.ts'
import { LEGITIMATE, type Legitimate, MEASURES, type Measure, type Nearest, nearestOf } from './duplicate-rules.ts'

/** A registration that repeats an earlier one, with the earlier one that is nearest to it. */
export type Repeated = {
  readonly id: string
  readonly earlierId: string
  readonly personId: string
  readonly course: CourseIdentifier
  readonly providerId: string
  readonly submittedAt: Temporal.Instant
  /** What differs, as duplicate-rules.ts says the groups. */
  readonly bits: number
  readonly legitimate: Legitimate | null
  readonly measures: readonly Measure[]
}

export type ListAsked = ReportAsked & {
  /** A measure, or a class by the nearest earlier registration; null for all that repeat another. */
  readonly only: Measure | Exclude<Nearest, 'first'> | null
  readonly likely: boolean
  readonly offset: number
  readonly limit: number
}

/** The registrations behind a figure, newest first, and how many there are. One query. */
export async function repeatedRegistrations(
  reader: Reader,
  asked: ListAsked,
): Promise<{ readonly total: number; readonly found: readonly Repeated[] }> {
  const { rows } = await sql<Row>`
    with ${duplicateSets(asked)},
    chosen as (select * from flagged where earlier_id is not null and ${onlyThose(asked)}),
    page as (select * from chosen order by submitted_at desc, registration_id desc limit ${asked.limit} offset ${asked.offset})
    select page.registration_id as id, page.earlier_id, page.person_id, page.course_identifier as course, page.provider_id, page.submitted_at,
      page.bits, page.legitimate, page.d1, page.d2, page.d3, page.d4, page.d5, page.d6, page.d2b, (select count(*)::int from chosen) as total
    from page
    order by page.submitted_at desc, page.registration_id desc`.execute(reader)
  return { total: rows[0]?.total ?? 0, found: rows.map(repeatedFrom) }
}

const onlyThose = ({ only, likely }: ListAsked) => {
  const good = likely ? sql`legitimate is null` : sql`true`
  const measure = MEASURES.find((one) => one === only)
  if (measure) return sql`${good} and ${sql.ref(measure)}`
  if (only === null) return good
  const wanted = Array.from({ length: 256 }, (_each, bits) => bits).filter((bits) => nearestOf(bits) === only)
  return sql`${good} and bits = any(${wanted}::int[])`
}

type Row = Readonly<Record<Measure, boolean>> & {
  readonly id: string
  readonly earlier_id: string
  readonly person_id: string
  readonly course: string
  readonly provider_id: string
  readonly submitted_at: Temporal.Instant
  readonly bits: number
  readonly legitimate: string | null
  readonly total: number
}

const repeatedFrom = (row: Row): Repeated => ({
  id: row.id,
  earlierId: row.earlier_id,
  personId: row.person_id,
  course: CourseIdentifier.parse(row.course),
  providerId: row.provider_id,
  submittedAt: row.submitted_at,
  bits: row.bits,
  legitimate: LEGITIMATE.find((known) => known === row.legitimate) ?? null,
  measures: MEASURES.filter((measure) => row[measure]),
})
