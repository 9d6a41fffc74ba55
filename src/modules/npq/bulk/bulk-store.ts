import type { Temporal } from '#src/kit/dates.ts'
import type { TableRow } from '#src/kit/table-cells.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { BulkRun, Verdict } from './bulk.ts'
import { runFrom } from './bulk-queries.ts'
import { bulkStates } from './bulk-states.ts'

type NewRun = Pick<BulkRun, 'id' | 'kind' | 'fileName' | 'reason' | 'createdBy'> & {
  readonly sha256: string
  /** A row with a fault is not tried. */
  readonly rows: readonly TableRow<string>[]
  readonly now: Temporal.Instant
}

const AT_A_TIME = 1_000

/** A file as it was uploaded, none of its rows tried. */
export async function insertRun(tx: Tx, run: NewRun): Promise<void> {
  await tx
    .insertInto('npq.bulk_runs')
    .values({
      ...{ id: run.id, kind: run.kind, file_name: run.fileName, sha256: run.sha256, status: 'checking' },
      ...{ reason: run.reason, created_by: run.createdBy, created_at: run.now },
    })
    .execute()
  for (let from = 0; from < run.rows.length; from += AT_A_TIME) {
    const rows = run.rows.slice(from, from + AT_A_TIME).map(({ line, cells, fault }) => ({
      ...{ run_id: run.id, line, cells: JSON.stringify(cells), because: fault },
      verdict: fault === null ? 'waiting' : 'unreadable',
    }))
    await tx.insertInto('npq.bulk_rows').values(rows).execute()
  }
}

export async function lockRun(tx: Tx, id: string): Promise<BulkRun | null> {
  const row = await tx.selectFrom('npq.bulk_runs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? runFrom(row) : null
}

type Move = { readonly id: string; readonly move: keyof typeof bulkStates.table; readonly now: Temporal.Instant }

/** Moves a locked run on, and says when it is over. */
export async function moveRun(tx: Tx, { id, move, now }: Move): Promise<void> {
  const { to } = bulkStates.table[move]
  await tx
    .updateTable('npq.bulk_runs')
    .set({ status: to, finished_at: to === 'finished' || to === 'discarded' ? now : null })
    .where('id', '=', id)
    .where('status', 'in', [...bulkStates.from(move)])
    .execute()
}

type Settled = {
  readonly runId: string
  readonly line: number
  readonly verdict: Verdict
  readonly because: string | null
  readonly now: Temporal.Instant
}

export const settleRow = async (tx: Tx, { runId, line, verdict, because, now }: Settled) =>
  tx
    .updateTable('npq.bulk_rows')
    .set({ verdict, because, settled_at: now })
    .where('run_id', '=', runId)
    .where('line', '=', line)
    .execute()
