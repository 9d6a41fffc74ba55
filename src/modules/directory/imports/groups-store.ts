import { sql } from 'kysely'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newIdInSql } from '#src/platform/db/new-id.ts'
import { organisationAdded } from '../organisation-events.ts'
import { organisationRenamed, organisationStatusChanged } from '../school-events.ts'
import type { Comparison, ImportWork } from './directory-import.ts'
import { firstRow } from './first-row.ts'
import type { Counts, Example } from './import-summary-rules.ts'

/** Compares the staged trusts with those that we hold. A trust that the file lacks stays as it is, and is counted. */
export async function compareGroups({ tx }: ImportWork): Promise<Comparison> {
  await sql`
    create temporary table staged_changes on commit drop as
    select staged.*, coalesce(held.organisation_id, ${newIdInSql}) as trust_id, held.organisation_id is null as is_new,
      organisations.name as held_name, organisations.status as held_status
    from staged_rows as staged
    left join directory.trusts as held on held.group_uid = staged.group_uid
    left join directory.organisations as organisations on organisations.id = held.organisation_id
    where held.organisation_id is null
      or (staged.group_id, staged.companies_house_number, staged.group_type_code, staged.group_type_name, staged.postcode,
          staged.name, staged.ukprn, staged.status, staged.opened_on, staged.closed_on)
        is distinct from (held.group_id, held.companies_house_number, held.group_type_code, held.group_type_name, held.postcode,
          organisations.name, organisations.ukprn, organisations.status, organisations.opened_on, organisations.closed_on)`.execute(
    tx,
  )
  return { counts: await firstRow<Counts>(tx, COUNTED), examples: await examplesOf(tx) }
}

const COUNTED = sql`
  select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed,
    (select count(*) from staged_rows) - count(*) as unchanged, count(*) filter (where name <> held_name) as renamed,
    count(*) filter (where status = 'closed' and held_status <> 'closed') as ended
  from staged_changes`

export async function applyGroups(work: ImportWork): Promise<void> {
  const { tx, now } = work
  await sql`
    insert into directory.organisations (id, kind, name, ukprn, status, opened_on, closed_on, created_at, updated_at)
    select trust_id, 'trust', name, ukprn, status, opened_on, closed_on, ${now}::timestamptz, ${now}::timestamptz
    from staged_changes where is_new`.execute(tx)
  await sql`
    update directory.organisations
    set name = changes.name, ukprn = changes.ukprn, status = changes.status, opened_on = changes.opened_on,
      closed_on = changes.closed_on, updated_at = ${now}::timestamptz
    from staged_changes as changes where organisations.id = changes.trust_id and not changes.is_new`.execute(tx)
  await sql`
    insert into directory.trusts
      (organisation_id, group_uid, group_id, group_type_code, group_type_name, companies_house_number, postcode)
    select trust_id, group_uid, group_id, group_type_code, group_type_name, companies_house_number, postcode
    from staged_changes
    on conflict (organisation_id) do update
    set group_id = excluded.group_id, group_type_code = excluded.group_type_code, group_type_name = excluded.group_type_name,
      companies_house_number = excluded.companies_house_number, postcode = excluded.postcode`.execute(tx)
  for (const event of EVENTS) await appendEventsFrom(work, { about: 'organisation', ...event })
}

const EVENTS = [
  {
    definition: organisationAdded,
    select: sql`
      select trust_id as subject_id,
        jsonb_build_object('kind', 'trust', 'name', name, 'ukprn', ukprn, 'source', 'gias') as payload
      from staged_changes where is_new order by group_uid`,
  },
  {
    definition: organisationRenamed,
    select: sql`
      select trust_id as subject_id,
        jsonb_build_object('name', jsonb_build_object('before', held_name, 'after', name)) as payload
      from staged_changes where name <> held_name order by group_uid`,
  },
  {
    definition: organisationStatusChanged,
    select: sql`
      select trust_id as subject_id,
        jsonb_build_object('status', jsonb_build_object('before', held_status, 'after', status)) as payload
      from staged_changes where status <> held_status order by group_uid`,
  },
]

async function examplesOf(tx: Tx): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    with told as (
      select case when is_new then 'added' when status = 'closed' and held_status <> 'closed' then 'closed' else 'changed' end
          as kind, name || ' (group ' || group_uid || ')' as what, group_uid,
        concat_ws('; ', case when is_new then group_type_name end, case when name <> held_name then 'was ' || held_name end,
          case when status <> held_status then held_status || ' → ' || status end) as change
      from staged_changes
    ), numbered as (select *, row_number() over (partition by kind order by group_uid) as place from told)
    select kind, what, change from numbered where place <= 10 order by kind, place`.execute(tx)
  return rows
}
