import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '../db/database.ts'
import type { EventDefinition, SubjectKind } from './event.ts'
import { type Process, recordProcess } from './process.ts'

type Work = { readonly tx: Tx; readonly actor: Actor; readonly process: Process; readonly now: Temporal.Instant }

type Asked = {
  readonly definition: Pick<EventDefinition, 'name' | 'version'>
  readonly about: SubjectKind
  /** The kind of a second subject. */
  readonly alsoAbout?: SubjectKind
  /** Kinds of further subjects, by the column of the select that holds their ids. */
  readonly andAbout?: Readonly<Record<string, SubjectKind>>
  /** A select of `subject_id`, `payload` (jsonb, in the definition's shape), with `alsoAbout` `also_id`, and the columns of `andAbout`. */
  readonly select: RawBuilder<unknown>
}

/**
 * Appends one event for each row of a select, without a row passing through here: for commands that change tens of thousands
 * of records at once. The payloads are made in SQL, so a test must hold them to the definition. Answers how many.
 */
export async function appendEventsFrom(
  work: Work,
  { definition, about, alsoAbout, andAbout = {}, select }: Asked,
): Promise<number> {
  const { tx, actor, process, now } = work
  await recordProcess(tx, process, actor, now)
  const others = Object.entries({ ...(alsoAbout ? { also_id: alsoAbout } : {}), ...andAbout }).map(
    ([column, kind]) =>
      sql`union all select ${kind}, ${sql.ref(column)}::text, id from numbered where ${sql.ref(column)} is not null`,
  )
  const also = sql.join(others, sql` `)
  const { numAffectedRows } = await sql`
    with given as materialized (${select}), numbered as materialized (
      select given.*, nextval((select pg_get_serial_sequence('audit.events', 'id'))::regclass) as id from given
    ), added as (
      insert into audit.events (id, process_id, name, version, happened_at, payload)
      overriding system value
      select id, ${process.id}::uuid, ${definition.name}, ${definition.version}::smallint, ${now}::timestamptz, payload
      from numbered
    )
    insert into audit.event_subjects (subject_kind, subject_id, event_id)
    select ${about}, subject_id::text, id from numbered ${also}
  `.execute(tx)
  return Number(numAffectedRows ?? 0n)
}
