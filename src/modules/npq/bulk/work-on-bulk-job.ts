import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { fail, type Result } from '#src/kit/result.ts'
import { newProcess } from '#src/platform/audit/process.ts'
import { execute } from '#src/platform/commands/command.ts'
import { isPassingFault } from '#src/platform/db/passing-fault.ts'
import { defineJob, type JobContext } from '#src/platform/jobs/job.ts'
import type { BulkRow, BulkRun } from './bulk.ts'
import { runRow, tryRow } from './bulk-kinds.ts'
import { bulkRows, bulkRun } from './bulk-queries.ts'
import { finishBulkRun } from './finish-bulk-run.ts'
import { settleRows } from './settle-rows.ts'

const AT_A_TIME = 100

/**
 * Tries or runs the rows of a file, each in a transaction of its own, and then says that it is done. A worker that dies leaves the
 * rest waiting, and the next attempt goes on there: a row that was run answers from memory and is not run again.
 */
export const workOnBulkJob = defineJob({
  name: 'work-on-bulk-file',
  input: z.object({ runId: z.uuid(), by: z.string() }),
  powers: ['support'],
  async run(context, { runId, by }) {
    const run = await bulkRun(context.db, runId)
    if (run === null || (run.status !== 'checking' && run.status !== 'running')) return
    const acting = actingFor(context, run, by)
    while (await workOnSome(context, acting, run));
    await execute(context, finishBulkRun, { runId })
  },
})

/** The next rows that wait. Answers whether there were any. */
async function workOnSome(context: JobContext, acting: JobContext, run: BulkRun): Promise<boolean> {
  const only = [run.status === 'checking' ? 'waiting' : 'would-change'] as const
  const rows = await bulkRows(context.db, { runId: run.id, only, limit: AT_A_TIME })
  if (rows.length === 0) return false
  const settled = []
  for (const row of rows) {
    if (context.signal.aborted) throw new Error('Stopped before the file was done')
    settled.push(await workOn(acting, run, row))
  }
  await execute(context, settleRows, { runId: run.id, rows: settled })
  return true
}

/** The changes are those of whoever uploaded the file, with the reason that they gave. */
const actingFor = (context: JobContext, { fileName, reason }: BulkRun, by: string): JobContext => ({
  ...context,
  actor: Actor.system(`${by}, by a file`, 'job', ['support']),
  process: newProcess('work-on-bulk-file', null, `${reason} (${fileName})`),
})

/**
 * A fault in one row costs that row alone: it is logged, its transaction is undone, and the others go on. A fault of the database
 * that passes stops the run, which begins again at this row.
 */
async function alone({ log }: JobContext, { line }: BulkRow, act: () => Promise<Result<unknown>>) {
  try {
    return await act()
  } catch (error) {
    if (isPassingFault(error)) throw error
    log.error('bulk.row-failed', { line }, error)
    return fail('fault')
  }
}

async function workOn(acting: JobContext, run: BulkRun, row: BulkRow) {
  const isTrial = run.status === 'checking'
  const result = await alone(acting, row, () => (isTrial ? tryRow(acting, run.kind, row) : runRow(acting, run, row)))
  const [yes, no] = isTrial ? (['would-change', 'would-not'] as const) : (['changed', 'not-changed'] as const)
  return { line: row.line, verdict: result.ok ? yes : no, because: result.ok ? null : result.refusal.code }
}
