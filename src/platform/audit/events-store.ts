import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '../db/database.ts'
import type { AuditEvent } from './event.ts'
import type { Process } from './process.ts'

/** Appends a command's events and what they are about, in one statement, in the command's transaction. */
export async function appendEvents(tx: Tx, process: Process, now: Temporal.Instant, events: readonly AuditEvent[]) {
  const rows = events.map((event, position) => ({ ...event, position }))
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as event (position int, name text, version smallint, subjects jsonb, payload jsonb)
    ), numbered as materialized (
      select given.*, nextval(pg_get_serial_sequence('audit.events', 'id')) as id from given order by position
    ), added as (
      insert into audit.events (id, process_id, name, version, happened_at, payload)
      overriding system value
      select id, ${process.id}::uuid, name, version, ${now}::timestamptz, payload from numbered
    )
    insert into audit.event_subjects (subject_kind, subject_id, event_id)
    select distinct subject ->> 'kind', subject ->> 'id', numbered.id
    from numbered, jsonb_array_elements(numbered.subjects) as subject
  `.execute(tx)
}
