import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { enqueue } from '#src/platform/jobs/enqueue.ts'
import { bulkRunBegun, bulkRunDiscarded } from './bulk-events.ts'
import { bulkPolicy } from './bulk-policy.ts'
import { bulkStates } from './bulk-states.ts'
import { lockRun, moveRun } from './bulk-store.ts'
import { workOnBulkJob } from './work-on-bulk-job.ts'

/** Has the worker make the changes of a file that was tried, or puts it away. Refuses a file that somebody has begun or put away. */
export const beginBulkRun = command({
  name: 'npq.begin-bulk-run',
  input: z.object({ runId: z.uuid(), go: z.boolean() }),
  refusals: ['not-waiting'],
  records: [bulkRunBegun.name, bulkRunDiscarded.name],
  async run({ tx, actor, now, refuse }, { runId, go }) {
    demand(bulkPolicy.manage(actor))
    const run = (await lockRun(tx, runId)) ?? refuse('not-found')
    const move = go ? 'run' : 'discard'
    if (bulkStates.move(move, run.status) === null) refuse('not-waiting')
    await moveRun(tx, { id: runId, move, now })
    if (go) await enqueue(tx, workOnBulkJob, { runId, by: actor.name })
    const { kind, fileName } = run
    const event = go ? bulkRunBegun : bulkRunDiscarded
    return { value: { runId }, events: [event.of([{ kind: 'bulk-run', id: runId }], { kind, fileName })] }
  },
})
