import { sql } from 'kysely'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { schoolLinked, schoolUnlinked } from '../school-events.ts'
import type { Comparison, ImportWork } from './directory-import.ts'
import { firstRow } from './first-row.ts'
import type { Counts, Example } from './import-summary-rules.ts'

/** The links are GIAS's, as a whole: what the file no longer says goes. Schools that we do not hold may be on either side. */
export async function compareLinks({ tx, isSample }: ImportWork): Promise<Comparison> {
  await sql`
    create temporary table staged_changes on commit drop as
    select case when held.urn is null then 'added' when staged.urn is null then 'removed' else 'changed' end as kind,
      coalesce(staged.urn, held.urn) as urn, coalesce(staged.linked_urn, held.linked_urn) as linked_urn,
      coalesce(staged.link_type, held.link_type) as link_type,
      coalesce(staged.linked_name, held.linked_name) as linked_name, staged.established_on
    from staged_rows as staged
    full join directory.school_links as held
      on (held.urn, held.linked_urn, held.link_type) = (staged.urn, staged.linked_urn, staged.link_type)
    where (staged.linked_name, staged.established_on, staged.urn) is distinct from (held.linked_name, held.established_on, held.urn)
      and (staged.urn is not null or not ${isSample}::boolean)`.execute(tx)
  return { counts: await firstRow<Counts>(tx, COUNTED), examples: await examplesOf(tx) }
}

const COUNTED = sql`
  select count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
    count(*) filter (where kind = 'removed') as removed,
    (select count(*) from staged_rows) - count(*) filter (where kind <> 'removed') as unchanged,
    (select count(*) from staged_rows
      where not exists (select from directory.schools where schools.urn = staged_rows.urn)) as "unknownSchools"
  from staged_changes`

/** Writes the differences, with an event on the school that the link starts from; the file has most links from both ends. */
export async function applyLinks(work: ImportWork): Promise<void> {
  const { tx } = work
  await sql`
    delete from directory.school_links using staged_changes as changes
    where changes.kind = 'removed' and (school_links.urn, school_links.linked_urn, school_links.link_type)
      = (changes.urn, changes.linked_urn, changes.link_type)`.execute(tx)
  await sql`
    insert into directory.school_links (urn, linked_urn, linked_name, link_type, established_on)
    select urn, linked_urn, linked_name, link_type, established_on from staged_changes where kind <> 'removed'
    on conflict (urn, linked_urn, link_type)
      do update set linked_name = excluded.linked_name, established_on = excluded.established_on`.execute(tx)
  await appendEventsFrom(work, { definition: schoolLinked, about: 'school', select: told(sql`kind = 'added'`, LINKED) })
  await appendEventsFrom(work, {
    definition: schoolUnlinked,
    about: 'school',
    select: told(sql`kind = 'removed'`, LINK),
  })
}

const LINK = sql`jsonb_build_object('linkType', link_type, 'linkedUrn', linked_urn, 'linkedName', linked_name)`
const LINKED = sql`${LINK} || jsonb_build_object('establishedOn', established_on)`

const told = (where: ReturnType<typeof sql>, payload: ReturnType<typeof sql>) => sql`
  select schools.organisation_id as subject_id, ${payload} as payload
  from staged_changes join directory.schools as schools using (urn) where ${where} order by urn, linked_urn`

async function examplesOf(tx: Tx): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    with numbered as (
      select *, row_number() over (partition by kind order by urn, linked_urn) as place from staged_changes
    )
    select kind, 'URN ' || urn as what, link_type || ': ' || linked_name || ' (URN ' || linked_urn || ')' as change
    from numbered where place <= 10 order by kind, place`.execute(tx)
  return rows
}
