import { sql } from 'kysely'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { schoolSection41Changed } from '../school-events.ts'
import type { Comparison, ImportWork } from './directory-import.ts'
import { firstRow } from './first-row.ts'
import type { Counts, Example } from './import-summary-rules.ts'

/**
 * The list decides where the daily extract has no opinion ("Not applicable"): the extract is newer and speaks of one school,
 * the list knows institutions of kinds for which the extract leaves the column unused. Either file may come first.
 */
export async function compareSection41({ tx, isSample }: ImportWork): Promise<Comparison> {
  await sql`
    create temporary table staged_listings on commit drop as
    select urn, max(granted_on) filter (where revoked_on is null) as granted_on,
      case when bool_and(revoked_on is not null) then max(revoked_on) end as revoked_on
    from staged_rows group by urn`.execute(tx)
  await sql`
    create temporary table staged_changes on commit drop as
    select case when held.urn is null then 'added' when given.urn is null then 'removed' else 'changed' end as kind,
      coalesce(given.urn, held.urn) as urn, given.granted_on, given.revoked_on,
      coalesce(given.granted_on is not null and given.revoked_on is null, false) as is_listed
    from staged_listings as given full join directory.section_41_listings as held on held.urn = given.urn
    where (given.granted_on, given.revoked_on, given.urn) is distinct from (held.granted_on, held.revoked_on, held.urn)
      and (given.urn is not null or not ${isSample}::boolean)`.execute(tx)
  return { counts: await firstRow<Counts>(tx, COUNTED), examples: await examplesOf(tx) }
}

const COUNTED = sql`
  select count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
    count(*) filter (where kind = 'removed') as removed,
    (select count(*) from staged_listings) - count(*) filter (where kind <> 'removed') as unchanged,
    (select count(*) from staged_listings
      where not exists (select from directory.schools where schools.urn = staged_listings.urn)) as "unknownSchools"
  from staged_changes`

export async function applySection41(work: ImportWork): Promise<void> {
  const { tx } = work
  await sql`
    delete from directory.section_41_listings using staged_changes as changes
    where changes.kind = 'removed' and section_41_listings.urn = changes.urn`.execute(tx)
  await sql`
    insert into directory.section_41_listings (urn, granted_on, revoked_on)
    select urn, granted_on, revoked_on from staged_changes where kind <> 'removed'
    on conflict (urn) do update set granted_on = excluded.granted_on, revoked_on = excluded.revoked_on`.execute(tx)
  // The events first: they tell of schools by what is not written yet.
  await appendEventsFrom(work, {
    definition: schoolSection41Changed,
    about: 'school',
    select: sql`
      select schools.organisation_id as subject_id,
        jsonb_build_object('approved', jsonb_build_object('before', schools.section_41, 'after', changes.is_listed)) as payload
      from ${AFFECTED} order by urn`,
  })
  await sql`
    update directory.schools set section_41 = changes.is_listed, last_seen_import = ${work.importId}::uuid
    from staged_changes as changes
    where schools.urn = changes.urn and schools.section_41_approved is null and schools.section_41 <> changes.is_listed`.execute(
    tx,
  )
}

const AFFECTED = sql`staged_changes as changes join directory.schools as schools using (urn)
  where schools.section_41_approved is null and schools.section_41 <> changes.is_listed`

async function examplesOf(tx: Tx): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    with numbered as (
      select changes.*, schools.name, row_number() over (partition by kind order by urn) as place
      from staged_changes as changes left join directory.schools as schools using (urn)
    )
    select kind, coalesce(name || ' (URN ' || urn || ')', 'URN ' || urn) as what,
      case when is_listed then 'approved since ' || granted_on else coalesce('approval ended on ' || revoked_on, 'no longer listed') end
        as change
    from numbered where place <= 10 order by kind, place`.execute(tx)
  return rows
}
