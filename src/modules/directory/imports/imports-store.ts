import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Database, Tx } from '#src/platform/db/database.ts'
import type { Reject } from '#src/platform/imports/read-file.ts'
import { removeFile } from '#src/platform/storage/storage.ts'
import { importStates } from './import-states.ts'
import type { ImportRefusal, ImportSummary } from './import-summary-rules.ts'

export type NewImport = {
  readonly id: string
  readonly name: string
  readonly fileName: string
  readonly sha256: string
  readonly storedAs: string | null
  readonly isSample: boolean
  readonly processId: string
  readonly startedAt: Temporal.Instant
}

export const addImport = async (tx: Tx, given: NewImport): Promise<unknown> =>
  tx
    .insertInto('directory.imports')
    .values({
      id: given.id,
      name: given.name,
      file_names: [given.fileName],
      sha256: given.sha256,
      status: 'running',
      stored_as: given.storedAs,
      is_sample: given.isSample,
      process_id: given.processId,
      started_at: given.startedAt,
    })
    .execute()

/** Imports take turns, whatever their files: they write the same tables, and each must see what the one before did. */
export async function takeTurn(tx: Tx): Promise<void> {
  await sql`set local lock_timeout = '10min'`.execute(tx)
  await sql`set local statement_timeout = '10min'`.execute(tx)
  await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(tx)
  await sql`select pg_advisory_xact_lock(hashtext('directory.imports'))`.execute(tx)
  await sql`set local lock_timeout = '30s'`.execute(tx)
  // Sets of fifty thousand rows: nested loops over them and just-in-time compilation both cost more than they save.
  await sql`set local work_mem = '64MB'`.execute(tx)
  await sql`set local jit = off`.execute(tx)
}

/** Outside the import's transaction, so that a page can show it: a meter, not a fact. */
export const saveProgress = async (db: Database, id: string, rows: number): Promise<unknown> =>
  db
    .updateTable('directory.imports')
    .set({ rows_read: rows })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute()

export type Ending = {
  readonly id: string
  readonly ending: 'preview' | 'apply' | 'refuse' | 'expire' | 'fail'
  readonly at: Temporal.Instant
  readonly rows?: number
  readonly summary?: ImportSummary
  readonly refusal?: ImportRefusal
  readonly fileDay?: Temporal.PlainDate | null
  readonly acceptedBecause?: string | null
}

/**
 * Ends an import, and lets go of an uploaded file that will not be applied: it may hold people's addresses. Answers false when
 * the import is no longer in a state from which this ending is possible.
 */
export async function endImport(tx: Tx, { id, ending, at, ...facts }: Ending): Promise<boolean> {
  const before = await tx.selectFrom('directory.imports').select('stored_as').where('id', '=', id).executeTakeFirst()
  const { numUpdatedRows } = await tx
    .updateTable('directory.imports')
    .set({
      status: importStates.table[ending].to,
      finished_at: at,
      ...(ending === 'preview' ? {} : { stored_as: null }),
      ...written(facts),
    })
    .where('id', '=', id)
    .where('status', 'in', importStates.from(ending))
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  if (ending !== 'preview' && before?.stored_as) await removeFile(tx, before.stored_as)
  return true
}

const written = ({ rows, summary, refusal, fileDay, acceptedBecause }: Omit<Ending, 'id' | 'ending' | 'at'>) => ({
  ...(rows === undefined ? {} : { rows_read: rows }),
  ...(summary === undefined ? {} : { summary: JSON.stringify(summary) }),
  ...(refusal === undefined ? {} : { refusal: JSON.stringify(refusal) }),
  ...(fileDay === undefined ? {} : { file_day: fileDay }),
  ...(acceptedBecause === undefined ? {} : { accepted_because: acceptedBecause }),
})

/** A previewed import runs again, to be applied. Answers false when it is no longer one that was only previewed. */
export async function restartImport(tx: Tx, id: string, acceptedBecause: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('directory.imports')
    .set({ status: 'running', finished_at: null, rows_read: 0, accepted_because: acceptedBecause })
    .where('id', '=', id)
    .where('status', 'in', importStates.from('requestApplication'))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** The rows that could not be used, in place of those of an earlier reading of the same file. */
export async function keepRejects(tx: Tx, importId: string, rejects: readonly Reject[]): Promise<void> {
  await tx.deleteFrom('directory.import_rejects').where('import_id', '=', importId).execute()
  if (rejects.length === 0) return
  await tx
    .insertInto('directory.import_rejects')
    .values(rejects.map((reject) => ({ import_id: importId, ...reject })))
    .execute()
}

/** Rows of files that began before the moment: they quote what the files held. Answers how many. */
export async function deleteRejects(tx: Tx, before: Temporal.Instant): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('directory.import_rejects')
    .where(({ eb, selectFrom }) =>
      eb('import_id', 'in', selectFrom('directory.imports').select('id').where('started_at', '<', before)),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
