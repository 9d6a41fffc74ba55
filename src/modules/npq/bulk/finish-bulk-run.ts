import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Verdict } from './bulk.ts'
import { bulkFileTried, bulkRunFinished } from './bulk-events.ts'
import { bulkPolicy } from './bulk-policy.ts'
import { verdictCounts } from './bulk-queries.ts'
import { bulkStates } from './bulk-states.ts'
import { lockRun, moveRun } from './bulk-store.ts'

/** Says that every row of a file was tried, or run. Refuses one whose turn is over: a second worker was slower. */
export const finishBulkRun = command({
  name: 'npq.finish-bulk-run',
  input: z.object({ runId: z.uuid() }),
  refusals: ['over'],
  records: [bulkFileTried.name, bulkRunFinished.name],
  async run({ tx, actor, now, refuse }, { runId }) {
    demand(bulkPolicy.manage(actor))
    const run = (await lockRun(tx, runId)) ?? refuse('not-found')
    const move = bulkStates.move('checked', run.status) === null ? 'finish' : 'checked'
    if (bulkStates.move(move, run.status) === null) refuse('over')
    await moveRun(tx, { id: runId, move, now })
    const counts = await verdictCounts(tx, runId)
    const of = (...verdicts: readonly Verdict[]) => verdicts.reduce((sum, one) => sum + (counts.get(one) ?? 0), 0)
    const [about, { kind, fileName }] = [[{ kind: 'bulk-run', id: runId }] as const, run]
    const wouldNot = of('would-not', 'unreadable')
    return {
      value: { runId },
      events: [
        move === 'checked'
          ? bulkFileTried.of(about, { kind, fileName, wouldChange: of('would-change'), wouldNot })
          : bulkRunFinished.of(about, {
              kind,
              fileName,
              changed: of('changed'),
              notChanged: of('not-changed') + wouldNot,
            }),
      ],
    }
  },
})
