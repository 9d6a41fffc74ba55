import type { Selectable } from 'kysely'
import type { DirectoryImports } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Reject } from '#src/platform/imports/read-file.ts'
import type { ImportStatus } from './import-states.ts'
import { ImportRefusal, ImportSummary } from './import-summary-rules.ts'

/** One file, as it was checked, applied or refused. */
export type Import = {
  readonly id: string
  readonly name: string
  readonly fileName: string
  readonly storedAs: string | null
  readonly status: ImportStatus
  readonly isSample: boolean
  readonly rows: number
  readonly day: Temporal.PlainDate | null
  readonly summary: ImportSummary
  readonly refusal: ImportRefusal | null
  readonly acceptedBecause: string | null
  readonly startedAt: Temporal.Instant
  readonly finishedAt: Temporal.Instant | null
}

export async function importById(reader: Reader, id: string): Promise<Import | null> {
  const row = await reader.selectFrom('directory.imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

const NEWEST = 50

/** The newest imports of all kinds. */
export async function newestImports(reader: Reader): Promise<readonly Import[]> {
  const rows = await reader
    .selectFrom('directory.imports')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(NEWEST)
    .execute()
  return rows.map(fromRow)
}

/** The last whole file of this kind that was applied: what the next one is measured against. */
export async function lastApplied(
  reader: Reader,
  name: string,
): Promise<{ readonly rows: number; readonly day: Temporal.PlainDate | null } | null> {
  const row = await reader
    .selectFrom('directory.imports')
    .select(['rows_read as rows', 'file_day as day'])
    .where('name', '=', name)
    .where('status', '=', 'applied')
    .where('is_sample', '=', false)
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The ids of imports in one state that began before the moment. */
export async function importsSince(
  reader: Reader,
  status: ImportStatus,
  before: Temporal.Instant,
): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('directory.imports')
    .select('id')
    .where('status', '=', status)
    .where('started_at', '<', before)
    .execute()
  return rows.map(({ id }) => id)
}

export const rejectsOf = async (reader: Reader, importId: string): Promise<readonly Reject[]> =>
  reader
    .selectFrom('directory.import_rejects')
    .select(['line', 'reason', 'raw'])
    .where('import_id', '=', importId)
    .orderBy('line')
    .execute()

const fromRow = (row: Selectable<DirectoryImports>): Import => ({
  id: row.id,
  name: row.name,
  fileName: row.file_names.join(', '),
  storedAs: row.stored_as,
  status: statusOf(row.status),
  isSample: row.is_sample,
  rows: row.rows_read,
  day: row.file_day,
  summary: ImportSummary.parse(row.summary),
  refusal: row.refusal === null ? null : ImportRefusal.parse(row.refusal),
  acceptedBecause: row.accepted_because,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
})

const STATUSES: readonly ImportStatus[] = ['running', 'previewed', 'applied', 'refused', 'failed']

const statusOf = (text: string): ImportStatus => STATUSES.find((status) => status === text) ?? 'failed'
