import { type Selectable, sql } from 'kysely'
import type { DirectoryPeople } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type Person, PersonId, type PersonIdChange, RECORD_STATUSES } from './person.ts'

/** Somebody by an id that may be an old one's: the row itself, merged or not. */
export async function personById(reader: Reader, id: string): Promise<Person | null> {
  const row = await reader.selectFrom('directory.people').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? personFrom(row) : null
}

/** Whoever has the number, confirmed or given; one at most. */
export async function personWithTrn(reader: Reader, trn: string): Promise<Person | null> {
  const row = await reader.selectFrom('directory.people').selectAll().where('trn', '=', trn).executeTakeFirst()
  return row ? personFrom(row) : null
}

/** Who somebody is now: themselves, or the person that they were merged into, through however many merges. Null for no person. */
export async function currentPersonId(reader: Reader, id: string): Promise<PersonId | null> {
  const { rows } = await sql<{ id: string }>`
    with recursive trail as (
      select person.id, person.merged_into from directory.people as person where person.id = ${id}
      union
      select person.id, person.merged_into from directory.people as person join trail on person.id = trail.merged_into
    )
    select id from trail where merged_into is null`.execute(reader)
  return rows[0] ? PersonId.parse(rows[0].id) : null
}

/**
 * The changes of id that each of these people should be known by, the oldest first: every id that became theirs, through however
 * many merges, and where a merge was undone also the change back. One query.
 */
export async function personIdChanges(
  reader: Reader,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PersonIdChange[]>> {
  const { rows } = await sql<ChangeRow>`
    with recursive reached (person_id, id) as (
      select id, id from unnest(${personIds}::uuid[]) as id
      union
      select reached.person_id, change.from_person_id
      from reached join directory.person_id_changes as change on change.to_person_id = reached.id
      where change.why = 'merged' and change.undone_at is null
    )
    select distinct reached.person_id as "personId", change.id, change.from_person_id as "from",
      change.to_person_id as "to", change.changed_at as at, change.why
    from reached join directory.person_id_changes as change
      on change.to_person_id = reached.id or (change.from_person_id = reached.id and change.why = 'merge-undone')
    order by at, change.id`.execute(reader)
  const changes = new Map<string, PersonIdChange[]>(personIds.map((id) => [id, []]))
  for (const { personId, from, to, at, why } of rows) {
    changes.get(personId)?.push({ from: PersonId.parse(from), to: PersonId.parse(to), at, why })
  }
  return changes
}

type ChangeRow = {
  readonly personId: string
  readonly from: string
  readonly to: string
  readonly at: Temporal.Instant
  readonly why: PersonIdChange['why']
}

export const personFrom = (row: Selectable<DirectoryPeople>): Person => ({
  id: PersonId.parse(row.id),
  name: row.name,
  trn: row.trn,
  trnConfirmedAt: row.trn_confirmed_at,
  recordStatus: RECORD_STATUSES.find((status) => status === row.record_status) ?? 'unchecked',
  lastCheckedAt: row.last_checked_at,
  mergedInto: row.merged_into === null ? null : PersonId.parse(row.merged_into),
  mergedAt: row.merged_at,
})
