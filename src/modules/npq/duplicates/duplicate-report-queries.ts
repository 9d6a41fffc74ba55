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
 * Registrations that are alike in all that is counted are put together first: there are far fewer kinds than registrations.
 */
export async function duplicateReport(reader: Reader, asked: ReportAsked): Promise<readonly Counted[]> {
  const { rows } = await sql<Row>`
    with ${duplicateSets(asked)},
    alike as (
      select date_trunc('week', submitted_at at time zone 'Europe/London') as week, ${kind}, count(*) as registrations
      from flagged group by week, ${kind}
    )
    select dimension, key, sum(registrations)::int as registrations, ${countsOf('all')}, ${countsOf('likely')}
    from alike
    cross join lateral (values
      ('whole', ''),
      ('week', to_char(week, 'YYYY-MM-DD')),
      ('nearest', case when bits is null then 'first' when bits = 0 then 'full' when bits = 1 then 'course'
        when bits = 2 then 'provider' when bits = 3 then 'course-and-provider' when bits = 8 then 'work' else 'other' end),
      ('legitimate', legitimate),
      ('course', course_identifier),
      ('provider', provider_id::text),
      ('setting', setting),
      ('gap', gap),
      ('earlier', earlier),
      ('changed', changed),
      ('signed-in-by', signed_in_by)
    ) as dimensions (dimension, key)
    where key is not null
    group by dimension, key
    order by dimension, key`.execute(reader)
  return rows.flatMap((row) => {
    const dimension = DIMENSIONS.find((known) => known === row.dimension)
    return dimension ? SUBSETS.map((subset) => ({ subset, dimension, key: row.key, ...figuresFrom(row, subset) })) : []
  })
}

/** All that the figures depend on, but for the week. */
const kind = sql.join(
  [
    ...[
      'bits',
      'legitimate',
      'course_identifier',
      'provider_id',
      'setting',
      'gap',
      'earlier',
      'changed',
      'signed_in_by',
    ],
    ...MEASURES,
  ].map((column) => sql.ref(column)),
)

/** A count for each measure and for any of the six, of all repeats or of those without a good reason, named `all_d1` and so on. */
const countsOf = (subset: Subset) =>
  sql.join(
    [...MEASURES, 'any' as const].map((one) => {
      const counts = one === 'any' ? sql`(d1 or d2 or d3 or d4 or d5 or d6)` : sql.ref(one)
      const likely = subset === 'likely' ? sql`legitimate is null and` : sql``
      return sql`coalesce(sum(registrations) filter (where ${likely} ${counts}), 0)::int as ${sql.ref(`${subset}_${one}`)}`
    }),
  )

type Row = Readonly<Record<`${Subset}_${Measure | 'any'}`, number>> & {
  readonly dimension: string
  readonly key: string
  readonly registrations: number
}

const figuresFrom = (row: Row, subset: Subset): Figures => ({
  registrations: row.registrations,
  any: row[`${subset}_any`],
  counts: {
    d1: row[`${subset}_d1`],
    d2: row[`${subset}_d2`],
    d3: row[`${subset}_d3`],
    d4: row[`${subset}_d4`],
    d5: row[`${subset}_d5`],
    d6: row[`${subset}_d6`],
    d2b: row[`${subset}_d2b`],
  },
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
