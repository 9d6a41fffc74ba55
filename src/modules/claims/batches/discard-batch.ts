import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { decided } from './approve-batch.ts'
import { BatchId } from './batch.ts'
import { batchDiscarded } from './batch-events.ts'
import { batchSubjects } from './batch-subjects.ts'
import { letItemsGo, lockBatch, moveBatch, waitForColleague } from './batches-store.ts'

/** Puts away a batch that was not sent, with a reason: its claims wait for another. */
export const discardBatch = command({
  name: 'claims.discard-batch',
  input: z.object({ batchId: BatchId, seen: z.int() }),
  refusals: ['already-decided', 'no-reason'],
  records: [batchDiscarded.name],
  async run({ tx, actor, process, now, refuse }, { batchId, seen }) {
    await waitForColleague(tx)
    const batch = await lockBatch(tx, batchId)
    if (batch === null) return refuse('not-found')
    demand(claimPolicy.pay(actor, undefined))
    if (process.reason === null) return refuse('no-reason')
    if (batch.status !== 'prepared' || batch.revision !== seen) return refuse('already-decided', decided(batch))
    const also = { discarded_by_name: actor.name, discarded_at: now, discarded_because: process.reason }
    await moveBatch(tx, { batch, move: 'discard', also })
    await letItemsGo(tx, batch.id)
    const { kind, number, claims, total } = batch
    const event = batchDiscarded.of(batchSubjects(batch.id), { kind, number, claims, pence: total })
    return { value: { batchId }, events: [event] }
  },
})
