import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { BatchId } from './batch.ts'
import { invitationStopped } from './invitation-events.ts'
import { invitationPolicy } from './invitation-policy.ts'
import { countsOf } from './invitations-queries.ts'
import { lockBatch, moveBatch, skipTheRest } from './invitations-store.ts'

/** Keeps the rest of a batch from going out; what was sent stays sent. Refuses when it has ended already. */
export const stopInvitations = command({
  name: 'access.stop-invitations',
  input: z.object({ batchId: BatchId }),
  refusals: ['has-ended'],
  records: [invitationStopped.name],
  async run({ tx, actor, now, refuse }, { batchId }) {
    const batch = (await lockBatch(tx, batchId)) ?? refuse('not-found')
    demand(invitationPolicy.stop(actor, batch))
    if (!(await moveBatch(tx, { batchId, name: 'stop', now }))) refuse('has-ended')
    await skipTheRest(tx, { batchId, now })
    const event = invitationStopped.of([{ kind: 'invitation-batch', id: batchId }], {
      name: batch.name,
      ...(await countsOf(tx, batchId)),
    })
    return { value: { batchId }, events: [event] }
  },
})
