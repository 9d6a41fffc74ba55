import { type RawBuilder, sql } from 'kysely'
import { startOfDay, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { candidateSet } from '../invitations/candidates-queries.ts'
import { reminderDay } from '../invitations/reminder-queries.ts'
import { SORT_COLUMNS } from './missing-list-order.ts'
import { MISSING_PER_PAGE } from './missing-list-rules.ts'

/**
 * Makes the list of missing schools, its counts and its pages what they are now. Only what differs is written, in the caller's
 * transaction: readers see the list before or the list after. Answers how many schools came, went or changed; null when somebody
 * else is at it.
 */
export async function refreshMissingList(tx: Tx, now: Temporal.Instant): Promise<number | null> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('access.missing-list', 0)) as free`.execute(tx)
  if (!rows[0]?.free) return null
  const changed = await keepAs(tx, SCHOOLS, await freshSchools(tx, now))
  if (changed > 0) {
    await keepAs(tx, COUNTS, freshCounts)
    await keepAs(tx, PAGES, freshPages)
  }
  await tx
    .insertInto('access.missing_list')
    .values({ is_only: true, as_at: now })
    .onConflict((conflict) => conflict.column('is_only').doUpdateSet({ as_at: now }))
    .execute()
  return changed
}

type Kept = { readonly table: string; readonly key: readonly string[]; readonly values: readonly string[] }

const SCHOOLS: Kept = {
  table: 'access.missing_schools',
  key: ['organisation_id'],
  values: [
    ...['urn', 'la_code', 'la_name', 'establishment_number', 'trust_id', 'phase_code', 'search_name', 'search_words'],
    ...['reason', 'outcome', 'reminder_due', 'sent_at', 'opened_at'],
  ],
}

const COUNTS: Kept = {
  table: 'access.missing_counts',
  key: ['place_kind', 'reason', 'phase_code', 'only_due', 'outcome', 'place_key'],
  values: ['schools'],
}

const PAGES: Kept = {
  table: 'access.missing_pages',
  key: ['sort', 'reason', 'phase_code', 'only_due', 'page'],
  values: ['la_name', 'link_order', 'search_name', 'urn'],
}

/** Rows that are the same are not even locked: most are the same every time. */
async function keepAs(tx: Tx, { table, key, values }: Kept, fresh: RawBuilder<unknown>): Promise<number> {
  const all = [...key, ...values]
  const of = (names: readonly string[], from: string) => sql.join(names.map((name) => sql.ref(`${from}.${name}`)))
  const isIt = sql.join(
    key.map((name) => sql`${sql.ref(`held.${name}`)} = ${sql.ref(`fresh.${name}`)}`),
    sql` and `,
  )
  const { rows } = await sql<{ changed: number }>`
    with fresh as materialized (${fresh}), gone as (
      delete from ${sql.table(table)} as held where not exists (select from fresh where ${isIt}) returning 1
    ), written as (
      insert into ${sql.table(table)} (${sql.join(all.map((name) => sql.ref(name)))})
      select ${of(all, 'fresh')} from fresh
      where not exists (
        select from ${sql.table(table)} as held
        where ${isIt} and (${of(values, 'held')}) is not distinct from (${of(values, 'fresh')}))
      on conflict (${sql.join(key.map((name) => sql.ref(name)))})
      do update set ${sql.join(values.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}
      returning 1
    )
    select (select count(*) from gone) + (select count(*) from written) as changed`.execute(tx)
  return rows[0]?.changed ?? 0
}

async function freshSchools(tx: Tx, now: Temporal.Instant): Promise<RawBuilder<unknown>> {
  const candidates = await candidateSet(tx, { filter: {}, now })
  const due = startOfDay((await reminderDay(tx, now)).add({ days: 1 }))
  return sql`
    select id as organisation_id, urn, la_code, la_name, establishment_number, trust_id, phase_code, search_name, search_words,
      reason, coalesce(skip, channel) as outcome, coalesce(sent_at < ${due}::timestamptz, false) as reminder_due,
      sent_at, opened_at
    from (${candidates}) as candidate`
}

/** All of England by reason, phase and outcome; authorities and trusts by reason or by phase. Each also for reminders alone. */
const freshCounts = sql`
  select case when grouping(la_code) = 0 then 'authority' when grouping(trust_id) = 0 then 'trust' else 'england' end as place_kind,
    coalesce(reason, '') as reason, coalesce(phase_code, '') as phase_code, only_due, coalesce(outcome, '') as outcome,
    coalesce(la_code, trust_id::text, '') as place_key, count(*)::int as schools
  from access.missing_schools cross join (values (false), (true)) as due (only_due)
  where reminder_due or not only_due
  group by grouping sets (
    (only_due, reason, outcome), (only_due, phase_code, reason, outcome),
    (only_due, la_code), (only_due, la_code, reason), (only_due, la_code, phase_code),
    (only_due, trust_id), (only_due, trust_id, reason), (only_due, trust_id, phase_code))
  having grouping(trust_id) = 1 or trust_id is not null`

/** Where each page begins with no filter, for each reason, for each phase and for reminders alone, in each order. */
const freshPages = sql.join(
  Object.entries(SORT_COLUMNS).map(
    ([sort, columns]) => sql`
      select ${sort}::text as sort, view_reason as reason, view_phase as phase_code, only_due,
        1 + (place - 1) / ${MISSING_PER_PAGE}::int as page, la_name, link_order, search_name, urn
      from (
        select school.*, view.*, row_number() over (
          partition by view_reason, view_phase, only_due order by ${sql.join(columns.map((name) => sql.ref(name)))}) as place
        from access.missing_schools as school
        cross join lateral (values ('', '', false), (reason, '', false), ('', phase_code, false), ('', '', true))
          as view (view_reason, view_phase, only_due)
        where reminder_due or not only_due
      ) as placed
      where place > ${MISSING_PER_PAGE}::int and place % ${MISSING_PER_PAGE}::int = 1`,
  ),
  sql` union all `,
)
