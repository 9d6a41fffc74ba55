import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { WindowId } from '../years/claim-year.ts'
import { batchPrepared } from './batch-events.ts'
import { BATCH_KINDS } from './batch-states.ts'
import { batchSubjects } from './batch-subjects.ts'
import { preparedBatches } from './batches-queries.ts'
import { waitForColleague } from './batches-store.ts'
import { freezeBatch, lockPreparing } from './freeze-store.ts'

/**
 * Freezes what goes to the payer: all submitted claims of one window, or all clawbacks that are agreed. The claims stay as they are
 * until somebody else approves. One that is submitted from now on waits for the next batch.
 */
export const prepareBatch = command({
  name: 'claims.prepare-batch',
  input: z.object({ kind: z.enum(BATCH_KINDS), windowId: WindowId.nullable() }),
  refusals: ['nothing-to-send', 'needs-window'],
  records: [batchPrepared.name],
  async run({ tx, actor, now, refuse }, { kind, windowId }) {
    demand(claimPolicy.pay(actor, undefined))
    if ((kind === 'payment') !== (windowId !== null)) return refuse('needs-window')
    await waitForColleague(tx)
    await lockPreparing(tx)
    const by = { accountId: actor.accountId, name: actor.name }
    const batch = await freezeBatch(tx, { kind, windowId, by, now })
    if (batch === null) {
      const waiting = (await preparedBatches(tx)).find((one) => one.kind === kind && one.windowId === windowId)
      return refuse('nothing-to-send', waiting ? { by: waiting.preparedByName, at: waiting.preparedAt.toString() } : {})
    }
    const { id, number, claims, pence, listSha256 } = batch
    const event = batchPrepared.of(batchSubjects(id), { kind, number, claims, pence, listSha256 })
    return { value: { batchId: id, number, claims, pence }, events: [event] }
  },
})
