import { type RawBuilder, sql } from 'kysely'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newIdInSql } from '#src/platform/db/new-id.ts'
import { schoolContactChanged } from '../school-events.ts'
import type { Comparison, ImportWork } from './directory-import.ts'
import { firstRow } from './first-row.ts'
import type { Counts, Example } from './import-summary-rules.ts'

/**
 * Compares the staged addresses with those that GIAS gave before. What staff or schools told us is not looked at: it is never
 * changed by a file. Schools that the file lacks keep what they have: the extract drops a school when it closes.
 */
export async function compareContacts({ tx }: ImportWork): Promise<Comparison> {
  await sql`
    create temporary table staged_changes on commit drop as
    select schools.organisation_id as school_id, schools.urn, schools.name, given.channel, given.address,
      held.id as held_id, held.address as held_address, held.since as held_since
    from staged_rows as staged
    join directory.schools as schools on schools.urn = staged.urn
    cross join lateral (values ('main', staged.main), ('alternative', staged.alternative))
      as given (channel, address)
    left join directory.contact_points as held on held.organisation_id = schools.organisation_id
      and held.channel = given.channel and held.source = 'gias' and held.until is null
    where lower(given.address) is distinct from lower(held.address)`.execute(tx)
  return { counts: await firstRow<Counts>(tx, COUNTED), examples: await examplesOf(tx) }
}

const COUNTED = sql`
  with changes as (
    select count(*) filter (where held_id is null) as added, count(*) filter (where address is null) as ended,
      count(*) filter (where address is not null and held_id is not null) as changed from staged_changes
  ), given as (
    select coalesce(sum(num_nonnulls(staged.main, staged.alternative)) filter (where schools.urn is not null), 0)::int as known,
      count(*) filter (where schools.urn is null) as unknown
    from staged_rows as staged left join directory.schools as schools on schools.urn = staged.urn
  )
  select added, changed, ended, known - added - changed as unchanged, unknown as "unknownSchools" from changes, given`

/** Ends the address that no longer holds and begins the new one, at the same moment. */
export async function applyContacts(work: ImportWork): Promise<void> {
  const { tx, now } = work
  // A clock that stands still must not make an empty period.
  const moment = sql`greatest(${now}::timestamptz, changes.held_since + interval '1 microsecond')`
  await sql`
    update directory.contact_points set until = ${moment}
    from staged_changes as changes where contact_points.id = changes.held_id`.execute(tx)
  await sql`
    insert into directory.contact_points (id, organisation_id, channel, address, source, since)
    select ${newIdInSql}, changes.school_id, changes.channel, changes.address, 'gias', ${moment}
    from staged_changes as changes where changes.address is not null`.execute(tx)
  await appendEventsFrom(work, {
    definition: schoolContactChanged,
    about: 'school',
    select: sql`
      select school_id as subject_id, jsonb_build_object('channel', channel, 'address',
        jsonb_build_object('before', ${masked('held_address')}, 'after', ${masked('address')})) as payload
      from staged_changes order by urn, channel desc`,
  })
}

/** As `maskedAddress` of the platform does: the first and the last character of the mailbox, and all of the domain. */
function masked(column: string): RawBuilder<unknown> {
  const address = sql.ref(column)
  const mailbox = sql`split_part(${address}, '@', 1)`
  return sql`left(${mailbox}, 1) || '•••' || case when length(${mailbox}) > 2 then right(${mailbox}, 1) else '' end
    || '@' || split_part(${address}, '@', 2)`
}

async function examplesOf(tx: Tx): Promise<readonly Example[]> {
  const { rows } = await sql<Example>`
    with told as (
      select urn, channel, name || ' (URN ' || urn || ')' as what,
        case when held_id is null then 'added' when address is null then 'removed' else 'changed' end as kind,
        channel || ': ' || concat_ws(' → ', ${masked('held_address')}, coalesce(${masked('address')}, 'none')) as change
      from staged_changes
    ), numbered as (select *, row_number() over (partition by kind order by urn, channel desc) as place from told)
    select kind, what, change from numbered where place <= 10 order by kind, place`.execute(tx)
  return rows
}
