import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { VERDICTS } from './bulk.ts'
import { bulkRowsSettled } from './bulk-events.ts'
import { bulkPolicy } from './bulk-policy.ts'
import { lockRun, settleRow } from './bulk-store.ts'

const Row = z.object({ line: z.int(), verdict: z.enum(VERDICTS), because: z.string().nullable() })

/** Notes what some rows of a file would do, or did. The changes themselves have been made and recorded one by one. */
export const settleRows = command({
  name: 'npq.settle-bulk-rows',
  input: z.object({ runId: z.uuid(), rows: z.array(Row).nonempty() }),
  refusals: [],
  records: [bulkRowsSettled.name],
  async run({ tx, actor, now, refuse }, { runId, rows }) {
    demand(bulkPolicy.manage(actor))
    if ((await lockRun(tx, runId)) === null) refuse('not-found')
    for (const row of rows) await settleRow(tx, { runId, ...row, now })
    const lines = rows.map(({ line }) => line)
    const yes = rows.filter(({ because }) => because === null).length
    const counts = { from: Math.min(...lines), to: Math.max(...lines), yes, no: rows.length - yes }
    return { value: { runId }, events: [bulkRowsSettled.of([{ kind: 'bulk-run', id: runId }], counts)] }
  },
})
