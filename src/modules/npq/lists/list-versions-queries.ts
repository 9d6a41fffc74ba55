import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { NpqListVersions } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { ELIGIBILITY_LISTS, type EligibilityList } from './eligibility-list.ts'
import type { Difference } from './list-guard-rules.ts'
import { LIST_STATUSES } from './list-states.ts'
import type { ListVersion } from './list-version.ts'

/** Every version of a list that was not thrown away, the one that counts latest first. */
export async function versionsOf(reader: Reader, list: EligibilityList): Promise<readonly ListVersion[]> {
  const rows = await reader
    .selectFrom('npq.list_versions')
    .selectAll()
    .where('list', '=', list)
    .where('status', '<>', 'discarded')
    .orderBy(sql`status = 'previewed'`, 'desc')
    .orderBy('in_force_from', 'desc')
    .orderBy('applied_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(versionFrom)
}

/** Versions of all lists that count, counted or will count, newest first. */
export async function newestVersions(reader: Reader): Promise<readonly ListVersion[]> {
  const rows = await reader
    .selectFrom('npq.list_versions')
    .selectAll()
    .where('status', '=', 'applied')
    .orderBy('in_force_from', 'desc')
    .orderBy('applied_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(versionFrom)
}

export async function versionById(reader: Reader, id: string): Promise<ListVersion | null> {
  const row = await reader.selectFrom('npq.list_versions').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? versionFrom(row) : null
}

type Comparison = { readonly version: Pick<ListVersion, 'id' | 'list'>; readonly at: Temporal.Instant }

/** What a version would add and take away against the one that is in force at the moment. */
export async function differenceOf(reader: Reader, { version, at }: Comparison): Promise<Difference> {
  const { rows } = await sql<Difference>`
    with before as (${entriesInForce(version, at)}), given as (${entriesOf(version.id)})
    select (select count(*) from (table given except table before) as new) as added,
      (select count(*) from (table before except table given) as gone) as removed,
      (select count(*) from before) as before`.execute(reader)
  return rows[0] ?? { added: 0, removed: 0, before: 0 }
}

export type Samples = { readonly added: readonly string[]; readonly removed: readonly string[] }

const SAMPLES = 20

/** The first identifiers that a version would add and take away. */
export async function samplesOf(reader: Reader, { version, at }: Comparison): Promise<Samples> {
  const { rows } = await sql<{ kind: string; identifier: string }>`
    with before as (${entriesInForce(version, at)}), given as (${entriesOf(version.id)})
    (select 'added' as kind, identifier from (table given except table before) as new order by identifier limit ${SAMPLES})
    union all
    (select 'removed', identifier from (table before except table given) as gone order by identifier limit ${SAMPLES})`.execute(
    reader,
  )
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ identifier }) => identifier)
  return { added: of('added'), removed: of('removed') }
}

/** All that a version lists, in order, for a file. */
export const identifiersOf = async (reader: Reader, versionId: string): Promise<readonly string[]> =>
  (
    await reader
      .selectFrom('npq.list_entries')
      .select('identifier')
      .where('version_id', '=', versionId)
      .orderBy('identifier')
      .execute()
  ).map(({ identifier }) => identifier)

const entriesOf = (versionId: string) => sql`select identifier from npq.list_entries where version_id = ${versionId}`

/** Of the version itself nothing: one that is applied is compared with the one before it. */
const entriesInForce = ({ id, list }: Pick<ListVersion, 'id' | 'list'>, at: Temporal.Instant) => sql`
  select identifier from npq.list_entries where version_id = (
    select id from npq.list_versions
    where list = ${list} and status = 'applied' and in_force_from <= ${at} and id <> ${id}
    order by in_force_from desc, applied_at desc, id desc limit 1)`

const LeftOutColumn = z.array(z.object({ line: z.number(), reason: z.string() }))

function versionFrom(row: Selectable<NpqListVersions>): ListVersion {
  return {
    id: row.id,
    list: z.enum(ELIGIBILITY_LISTS).parse(row.list),
    status: z.enum(LIST_STATUSES).parse(row.status),
    inForceFrom: row.in_force_from,
    fileName: row.file_name,
    sha256: row.sha256,
    rows: row.rows,
    added: row.added,
    removed: row.removed,
    leftOut: LeftOutColumn.parse(row.left_out),
    appliedBecause: row.applied_because,
    uploadedAt: row.uploaded_at,
    takenBackAt: row.taken_back_at,
    takenBackBecause: row.taken_back_because,
  }
}
