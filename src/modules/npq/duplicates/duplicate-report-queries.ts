import { sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'
import { duplicateSets, type ReportAsked } from './duplicate-pairs-queries.ts'
import { DIMENSIONS, type Dimension, MEASURES, type Measure, SUBSETS, type Subset } from './duplicate-rules.ts'

export type Figures = {
  readonly registrations: number
  /** Registrations that count for each measure; they overlap. */
  readonly counts: Readonly<Record<Measure, number>>
  /** Registrations that count for any of the six measures, each once. */
  readonly any: number
}

export type Counted = Figures & {
  readonly subset: Subset
  readonly dimension: Dimension
  /** Which week, course, provider …; empty for the whole. */
  readonly key: string
}

/**
 * Every figure of the report in one query: the whole period, and by week, course and so on, once as the study counted and once
 * without repeats that are legitimate. Reads the registrations of the period and those of the same people before them.
 */
export async function duplicateReport(reader: Reader, asked: ReportAsked): Promise<readonly Counted[]> {
  const { rows } = await sql<Row>`
    with ${duplicateSets(asked)}
    select subset, dimension, key, count(*)::int as registrations,
      ${sql.join(MEASURES.map((one) => sql`count(*) filter (where counts and ${sql.ref(one)})::int as ${sql.ref(one)}`))},
      count(*) filter (where counts and (d1 or d2 or d3 or d4 or d5 or d6))::int as "any"
    from flagged
    cross join lateral (values ('all', true), ('likely', legitimate is null)) as subsets (subset, counts)
    cross join lateral (values
      ('whole', ''),
      ('week', to_char(date_trunc('week', submitted_at at time zone 'Europe/London'), 'YYYY-MM-DD')),
      ('nearest', case when bits is null then 'first' when bits = 0 then 'full' when bits = 1 then 'course'
        when bits = 2 then 'provider' when bits = 3 then 'course-and-provider' when bits = 8 then 'work' else 'other' end),
      ('legitimate', legitimate),
      ('course', course_identifier),
      ('provider', provider_id::text),
      ('setting', setting),
      ('gap', gap),
      ('earlier', earlier),
      ('changed', case when earlier_id is null then null when exists (
        select from npq.changes as change where change.registration_id = earlier_id and change.happened_at <= submitted_at
          and change.kind in ('work-details-changed', 'course-changed', 'provider-changed')) then 'yes' else 'no' end),
      ('signed-in-by', signed_in_by)
    ) as dimensions (dimension, key)
    where key is not null
    group by subset, dimension, key
    order by subset, dimension, key`.execute(reader)
  return rows.flatMap((row) => {
    const subset = SUBSETS.find((known) => known === row.subset)
    const dimension = DIMENSIONS.find((known) => known === row.dimension)
    return subset && dimension ? [{ subset, dimension, key: row.key, ...figuresFrom(row) }] : []
  })
}

type Row = Readonly<Record<Measure, number>> & {
  readonly subset: string
  readonly dimension: string
  readonly key: string
  readonly registrations: number
  readonly any: number
}

const figuresFrom = ({ registrations, any, d1, d2, d3, d4, d5, d6, d2b }: Row): Figures => ({
  registrations,
  any,
  counts: { d1, d2, d3, d4, d5, d6, d2b },
})

/** Changes made in place in the period, which take the place of second registrations: the measure of success. */
export const changesMade = async (reader: Reader, { from, to }: Pick<ReportAsked, 'from' | 'to'>) =>
  reader
    .selectFrom('npq.changes')
    .select(({ fn }) => ['kind', fn.countAll<number>().as('count')])
    .where('kind', 'in', ['work-details-changed', 'course-changed', 'provider-changed'])
    .where('happened_at', '>=', from)
    .where('happened_at', '<', to)
    .groupBy('kind')
    .execute()
