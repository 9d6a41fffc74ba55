import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { BatchId } from '../batches/batch.ts'
import { lockBatch } from '../batches/batches-store.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { fileLinkSent } from './file-events.ts'
import { filesOfBatch } from './files-queries.ts'
import { sendLinks } from './send-links.ts'

/** Sends the payer new links to the file of a batch. Those that were sent before stop working. */
export const resendLinks = command({
  name: 'claims.resend-links',
  input: z.object({ batchId: BatchId }),
  refusals: ['not-sent', 'nobody-to-tell'],
  records: [fileLinkSent.name],
  async run(work, { batchId }) {
    const { tx, actor, refuse } = work
    const batch = await lockBatch(tx, batchId)
    if (batch === null) return refuse('not-found')
    demand(claimPolicy.pay(actor, undefined))
    const file = (await filesOfBatch(tx, batchId)).find(({ status }) => status === 'made')
    if (!file) return refuse('not-sent')
    const { emails, events } = await sendLinks(work, { batch, file })
    const [first, ...others] = events
    if (!first) return refuse('nobody-to-tell')
    return { value: { links: emails.length }, events: [first, ...others], send: emails }
  },
})
