import { type RawBuilder, sql } from 'kysely'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import {
  schoolAdded,
  schoolDetailsChanged,
  schoolRenamed,
  schoolSection41Changed,
  schoolStatusChanged,
} from '../school-events.ts'
import type { ImportWork } from './directory-import.ts'
import { FACTS } from './establishments-queries.ts'
import { keepLocalAuthorities } from './local-authorities-store.ts'

/** Writes the schools in `staged_changes`, their organisations and their local authorities, with an event for each change. */
export async function applyEstablishments(work: ImportWork): Promise<void> {
  await keepLocalAuthorities(work)
  await addSchools(work)
  await changeSchools(work)
  for (const event of EVENTS) await appendEventsFrom(work, { about: 'school', ...event })
}

const CHANGES = sql`staged_changes as changes join staged_rows as staged using (urn)`
const FACT_COLUMNS = sql.join(FACTS.map((column) => sql.ref(column)))
const STAGED_FACTS = sql.join(FACTS.map((column) => sql.ref(`staged.${column}`)))
/** As of an organisation of any kind; GIAS's four statuses stay with the school. */
const STATUS = sql`case staged.status_code when '2' then 'closed' when '4' then 'proposed' else 'open' end`

async function addSchools({ tx, now, importId }: ImportWork): Promise<void> {
  await sql`
    insert into directory.organisations (id, kind, name, ukprn, status, opened_on, closed_on, created_at, updated_at)
    select changes.school_id, 'school', staged.name, staged.ukprn, ${STATUS}, staged.opened_on, staged.closed_on,
      ${now}::timestamptz, ${now}::timestamptz
    from ${CHANGES} where changes.is_new`.execute(tx)
  await sql`
    insert into directory.schools (organisation_id, section_41, last_seen_import, ${FACT_COLUMNS})
    select changes.school_id, changes.section_41, ${importId}::uuid, ${STAGED_FACTS}
    from ${CHANGES} where changes.is_new`.execute(tx)
}

async function changeSchools({ tx, now, importId }: ImportWork): Promise<void> {
  await sql`
    update directory.organisations
    set name = staged.name, ukprn = staged.ukprn, status = ${STATUS}, opened_on = staged.opened_on,
      closed_on = staged.closed_on, updated_at = ${now}::timestamptz
    from ${CHANGES}
    where organisations.id = changes.school_id and not changes.is_new
      and (organisations.name, organisations.ukprn, organisations.status, organisations.opened_on, organisations.closed_on)
        is distinct from (staged.name, staged.ukprn, ${STATUS}, staged.opened_on, staged.closed_on)`.execute(tx)
  await sql`
    update directory.schools
    set (section_41, last_seen_import, ${FACT_COLUMNS}) = row (changes.section_41, ${importId}::uuid, ${STAGED_FACTS})
    from ${CHANGES} where schools.organisation_id = changes.school_id and not changes.is_new`.execute(tx)
}

const changed = (payload: RawBuilder<unknown>, where: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`select changes.school_id as subject_id, ${payload} as payload from ${CHANGES} where ${where} order by urn`

const before = (key: string, held: RawBuilder<unknown>, now: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`jsonb_build_object(${sql.lit(key)}, jsonb_build_object('before', ${held}, 'after', ${now}))`

const EVENTS = [
  {
    definition: schoolAdded,
    select: changed(
      sql`jsonb_build_object('urn', urn, 'name', staged.name, 'status', staged.status_name)`,
      sql`changes.is_new`,
    ),
  },
  {
    definition: schoolRenamed,
    select: changed(before('name', sql`held_name`, sql`staged.name`), sql`staged.name <> held_name`),
  },
  {
    definition: schoolStatusChanged,
    select: changed(
      sql`${before('status', sql`held_status_name`, sql`staged.status_name`)} || jsonb_build_object('closedOn', staged.closed_on)`,
      sql`staged.status_code <> held_status_code`,
    ),
  },
  {
    definition: schoolSection41Changed,
    select: changed(
      before('approved', sql`held_section_41`, sql`changes.section_41`),
      sql`changes.section_41 <> held_section_41`,
    ),
  },
  {
    definition: schoolDetailsChanged,
    select: changed(sql`jsonb_build_object('fields', fields)`, sql`cardinality(fields) > 0`),
  },
]
