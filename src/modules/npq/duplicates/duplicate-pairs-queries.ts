import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { GROUP_BITS, type SameBy, type Within } from './duplicate-rules.ts'

export type ReportAsked = {
  readonly from: Temporal.Instant
  /** Not counted any more. */
  readonly to: Temporal.Instant
  readonly sameBy: SameBy
  readonly within: Within
}

const COACHING = ['npq-headship', 'npq-early-headship-coaching-offer']

/**
 * Two sets for a `with`: `pairs`, every registration of the period with each earlier one of the same person, what differs
 * (`bits`) and why it is no duplicate (`legitimate`); and `flagged`, each registration of the period once, with its nearest
 * earlier one. Columns of `flagged`: those of submissions, `bits`, `legitimate`, `earlier_id`, `gap`, `earlier`, `changed`, `d1` to `d2b`.
 */
export const duplicateSets = ({ from, to, sameBy, within }: ReportAsked): RawBuilder<unknown> => sql`
  submitted as not materialized (
    select submission.*, registration.person_id, registration.accepted_at, registration.ended_at
    from npq.submissions as submission join npq.registrations as registration on registration.id = submission.registration_id
  ),
  later as (select * from submitted where submitted_at >= ${from}::timestamptz and submitted_at < ${to}::timestamptz),
  pairs as (
    select later.registration_id, earlier.registration_id as earlier_id, earlier.submitted_at as earlier_at,
      later.submitted_at - earlier.submitted_at as waited, earlier.accepted_at <= later.submitted_at as was_accepted,
      ${bits} as bits, ${legitimate(sameBy)} as legitimate
    from later join ${within === 'period' ? sql`later` : sql`submitted`} as earlier
      on earlier.${sql.ref(sameBy === 'person' ? 'person_id' : 'email_key')} = later.${sql.ref(sameBy === 'person' ? 'person_id' : 'email_key')}
      and (earlier.submitted_at, earlier.registration_id) < (later.submitted_at, later.registration_id)
    ${within === 'cohort' ? sql`where earlier.cohort = later.cohort` : sql``}
  ),
  measured as (
    select registration_id, ${anyPair}
    from pairs group by registration_id
  ),
  nearest as (
    select distinct on (registration_id) registration_id, earlier_id, bits, legitimate, waited, coalesce(was_accepted, false) as was_accepted
    from pairs order by registration_id, bit_count(bits::bit(8)), earlier_at desc, earlier_id desc
  ),
  flagged as (
    select later.*, nearest.bits, nearest.legitimate, nearest.earlier_id,
      case
        when nearest.waited is null then null
        when nearest.waited <= interval '5 minutes' then '5-minutes' when nearest.waited <= interval '1 hour' then 'hour'
        when nearest.waited <= interval '1 day' then 'day' when nearest.waited <= interval '7 days' then 'week' else 'longer'
      end as gap,
      case when nearest.was_accepted is null then null when nearest.was_accepted then 'accepted' else 'pending' end as earlier,
      case when nearest.earlier_id is null then null when exists (
        select from npq.changes as change where change.registration_id = nearest.earlier_id and change.happened_at <= later.submitted_at
          and change.kind in ('work-details-changed', 'course-changed', 'provider-changed')) then 'yes' else 'no' end as changed,
      ${sql.join(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd2b'].map((one) => sql`coalesce(measured.${sql.ref(one)}, false) as ${sql.ref(one)}`))}
    from later
    left join measured on measured.registration_id = later.registration_id
    left join nearest on nearest.registration_id = later.registration_id
  )`

const KEYS = {
  course: 'course_identifier',
  provider: 'provider_id',
  email: 'email_key',
  work: 'work_key',
  funding: 'funding_key',
  answers: 'answers_key',
  name: 'name_key',
  cohort: 'cohort',
} as const satisfies Readonly<Record<keyof typeof GROUP_BITS, string>>

/** The groups that differ, each a bit. Keys are of normalised answers, so that spelling alone is no difference. */
const bits = sql`(${sql.join(
  Object.entries(KEYS).map(
    ([group, column]) => sql`(earlier.${sql.ref(column)} <> later.${sql.ref(column)})::int * ${sql.lit(bitOf(group))}`,
  ),
  sql` + `,
)})`

function bitOf(group: string): number {
  return Object.entries(GROUP_BITS).find(([name]) => name === group)?.[1] ?? 0
}

const legitimate = (sameBy: SameBy): RawBuilder<unknown> => sql`case
  when earlier.cohort <> later.cohort then 'other-cohort'
  when earlier.course_identifier <> later.course_identifier
    and earlier.course_identifier = any(${COACHING}) and later.course_identifier = any(${COACHING}) then 'coaching-offer'
  when earlier.ended_at <= later.submitted_at then 'earlier-ended'
  when earlier.course_identifier <> later.course_identifier and earlier.accepted_at <= later.submitted_at then 'accepted-for-another'
  ${sameBy === 'email' ? sql`when earlier.name_key <> later.name_key then 'another-person'` : sql``}
end`

/** The measures: whether there is an earlier registration that counts (`countsFor` in duplicate-rules.ts says the same of one pair). */
const anyPair = sql`
  bool_or(bits = 0) as d1,
  bool_or(bits <> 0 and bits & 5 = 0) as d2,
  bool_or(bits <> 0 and bits & ~3 = 0) as d3,
  bool_or(bits = 1) as d4,
  bool_or(bits = 2) as d5,
  bool_or(bits = 8) as d6,
  bool_or(bits & ~5 <> 0) as d2b`
