import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { NpqBulkRows, NpqBulkRuns } from '#db/schema.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { BULK_KINDS, type BulkRow, type BulkRun, VERDICTS, type Verdict } from './bulk.ts'
import { BULK_STATUSES } from './bulk-states.ts'

export async function bulkRun(reader: Reader, id: string): Promise<BulkRun | null> {
  const row = await reader.selectFrom('npq.bulk_runs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? runFrom(row) : null
}

const SHOWN = 50

/** The newest files, whatever became of them. */
export async function newestRuns(reader: Reader): Promise<readonly BulkRun[]> {
  const rows = await reader.selectFrom('npq.bulk_runs').selectAll().orderBy('created_at', 'desc').limit(SHOWN).execute()
  return rows.map(runFrom)
}

/** How many rows of a file have which verdict. */
export async function verdictCounts(reader: Reader, runId: string): Promise<ReadonlyMap<Verdict, number>> {
  const rows = await reader
    .selectFrom('npq.bulk_rows')
    .select(({ fn }) => ['verdict', fn.countAll<number>().as('count')])
    .where('run_id', '=', runId)
    .groupBy('verdict')
    .execute()
  return new Map(rows.map(({ verdict, count }) => [z.enum(VERDICTS).parse(verdict), count]))
}

type Rows = {
  readonly runId: string
  readonly only?: readonly Verdict[]
  readonly after?: number
  readonly limit: number
}

/** Rows of a file in its order. */
export async function bulkRows(reader: Reader, { runId, only, after = 0, limit }: Rows): Promise<readonly BulkRow[]> {
  const rows = await reader
    .selectFrom('npq.bulk_rows')
    .selectAll()
    .where('run_id', '=', runId)
    .where('line', '>', after)
    .$if(only !== undefined, (query) => query.where('verdict', 'in', [...(only ?? [])]))
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.map(rowFrom)
}

export const runFrom = (row: Selectable<NpqBulkRuns>): BulkRun => ({
  id: row.id,
  kind: z.enum(BULK_KINDS).parse(row.kind),
  fileName: row.file_name,
  status: z.enum(BULK_STATUSES).parse(row.status),
  reason: row.reason,
  createdBy: row.created_by,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
})

const rowFrom = (row: Selectable<NpqBulkRows>): BulkRow => ({
  line: row.line,
  cells: z.record(z.string(), z.string()).parse(row.cells),
  verdict: z.enum(VERDICTS).parse(row.verdict),
  because: row.because,
})
