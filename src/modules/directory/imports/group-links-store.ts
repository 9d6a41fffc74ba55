import { sql } from 'kysely'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newIdInSql } from '#src/platform/db/new-id.ts'
import { organisationAdded } from '../organisation-events.ts'
import { schoolJoinedTrust, schoolLeftTrust } from '../school-events.ts'
import type { Comparison, ImportWork } from './directory-import.ts'
import { firstRow } from './first-row.ts'
import type { Counts, Example } from './import-summary-rules.ts'

/**
 * Compares who is in which trust now. A school is in one trust at a time: of two that the file gives, the later joined counts.
 * A membership that the file no longer has ended on the file's day. A period never reaches back into an earlier one.
 */
export async function compareGroupLinks({ tx, day, isSample }: ImportWork): Promise<Comparison> {
  await sql`
    create temporary table staged_memberships on commit drop as
    select distinct on (staged.urn) staged.*, schools.organisation_id as school_id, schools.name as school_name,
      greatest(staged.joined_on, (select max(upper(earlier.period)) from directory.trust_memberships as earlier
        where earlier.school_id = schools.organisation_id and not upper_inf(earlier.period))) as joined
    from staged_rows as staged join directory.schools as schools on schools.urn = staged.urn
    order by staged.urn, staged.joined_on desc nulls last, staged.group_uid`.execute(tx)
  await sql`
    create temporary table staged_changes on commit drop as
    select coalesce(given.school_id, held.school_id) as school_id, given.urn, given.group_uid, given.name as trust_name,
      case when trusts.group_uid <> given.group_uid then coalesce(given.joined, ${day}::date) else given.joined end as joined,
      held.trust_id as held_trust_id, held.period as held_period,
      case when held.school_id is null then 'added' when given.school_id is null then 'removed'
        when trusts.group_uid <> given.group_uid then 'moved' else 'changed' end as kind,
      coalesce(given.joined, ${day}::date) as held_until
    from staged_memberships as given
    full join (select * from directory.trust_memberships where upper_inf(period)) as held on held.school_id = given.school_id
    left join directory.trusts as trusts on trusts.organisation_id = held.trust_id
    where (given.group_uid, given.joined) is distinct from (trusts.group_uid, lower(held.period))
      and (given.school_id is not null or not ${isSample}::boolean)`.execute(tx)
  return { counts: await firstRow<Counts>(tx, COUNTED), examples: await examplesOf(tx) }
}

const COUNTED = sql`
  select count(*) filter (where kind = 'added') as added, count(*) filter (where kind in ('moved', 'changed')) as changed,
    count(*) filter (where kind = 'removed') as ended,
    (select count(*) from staged_memberships) - count(*) filter (where kind <> 'removed') as unchanged,
    (select count(*) from staged_rows
      where not exists (select from directory.schools where schools.urn = staged_rows.urn)) as "unknownSchools"
  from staged_changes`

export async function applyGroupLinks(work: ImportWork): Promise<void> {
  await addTrusts(work)
  await endMemberships(work)
  await sql`
    insert into directory.trust_memberships (school_id, trust_id, period)
    select changes.school_id, trusts.organisation_id, daterange(changes.joined, null)
    from staged_changes as changes join directory.trusts as trusts on trusts.group_uid = changes.group_uid
    where changes.kind <> 'removed'`.execute(work.tx)
  const subjects = { about: 'school', alsoAbout: 'organisation' } as const
  await appendEventsFrom(work, { definition: schoolLeftTrust, ...subjects, select: LEFT })
  await appendEventsFrom(work, { definition: schoolJoinedTrust, ...subjects, select: JOINED })
}

/** Trusts that the groups file has not brought yet. It fills in the rest when it comes. */
async function addTrusts(work: ImportWork): Promise<void> {
  const { tx, now } = work
  await sql`
    create temporary table staged_trusts on commit drop as
    select ${newIdInSql} as id, named.* from (
      select distinct on (group_uid) * from staged_rows as staged
      where not exists (select from directory.trusts where trusts.group_uid = staged.group_uid)
      order by group_uid, line) as named`.execute(tx)
  await sql`
    insert into directory.organisations (id, kind, name, status, created_at, updated_at)
    select id, 'trust', name, status, ${now}::timestamptz, ${now}::timestamptz from staged_trusts`.execute(tx)
  await sql`
    insert into directory.trusts (organisation_id, group_uid, group_type_code, group_type_name)
    select id, group_uid, group_type_code, group_type_name from staged_trusts`.execute(tx)
  await appendEventsFrom(work, {
    definition: organisationAdded,
    about: 'organisation',
    select: sql`
      select id as subject_id, jsonb_build_object('kind', 'trust', 'name', name, 'ukprn', null, 'source', 'gias') as payload
      from staged_trusts order by group_uid`,
  })
}

/** A membership that would end before it began was a mistake, and so was one whose first day GIAS corrects: they go. */
async function endMemberships({ tx }: ImportWork): Promise<void> {
  await sql`
    delete from directory.trust_memberships as held using staged_changes as changes
    where held.school_id = changes.school_id and held.period = changes.held_period
      and (changes.kind = 'changed' or lower(held.period) >= changes.held_until)`.execute(tx)
  await sql`
    update directory.trust_memberships as held set period = daterange(lower(held.period), changes.held_until)
    from staged_changes as changes
    where held.school_id = changes.school_id and held.period = changes.held_period`.execute(tx)
}

const LEFT = sql`
  select changes.school_id as subject_id, changes.held_trust_id as also_id,
    jsonb_build_object('school', schools.name, 'trust', trusts.name, 'on', changes.held_until) as payload
  from staged_changes as changes join directory.schools as schools on schools.organisation_id = changes.school_id
  join directory.organisations as trusts on trusts.id = changes.held_trust_id
  where changes.kind in ('moved', 'removed') order by schools.urn`

const JOINED = sql`
  select changes.school_id as subject_id, trusts.organisation_id as also_id,
    jsonb_build_object('school', schools.name, 'trust', changes.trust_name, 'from', changes.joined) as payload
  from staged_changes as changes join directory.schools as schools on schools.organisation_id = changes.school_id
  join directory.trusts as trusts on trusts.group_uid = changes.group_uid
  where changes.kind in ('added', 'moved') order by schools.urn`

async function examplesOf(tx: Tx): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    with told as (
      select case when changes.kind = 'moved' then 'changed' else changes.kind end as kind, schools.urn,
        schools.name || ' (URN ' || schools.urn || ')' as what,
        concat_ws(' → ', held.name, coalesce(changes.trust_name || coalesce(' since ' || changes.joined, ''), 'no trust')) as change
      from staged_changes as changes join directory.schools as schools on schools.organisation_id = changes.school_id
      left join directory.organisations as held on held.id = changes.held_trust_id
    ), numbered as (select *, row_number() over (partition by kind order by urn) as place from told)
    select kind, what, change from numbered where place <= 10 order by kind, place`.execute(tx)
  return rows
}
