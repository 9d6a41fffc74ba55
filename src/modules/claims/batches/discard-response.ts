import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { lockFile, settleFile } from '../files/files-store.ts'
import { batchSubjects } from './batch-subjects.ts'
import { responseDiscarded } from './response-events.ts'

/** Puts an answer of the payer away that was only looked at. */
export const discardResponse = command({
  name: 'claims.discard-response',
  input: z.object({ fileId: z.uuid() }),
  refusals: ['already-settled'],
  records: [responseDiscarded.name],
  async run({ tx, actor, now, refuse }, { fileId }) {
    const file = await lockFile(tx, fileId)
    if (file?.batchId == null || !/-response$/.test(file.kind)) return refuse('not-found')
    demand(claimPolicy.pay(actor, undefined))
    if (file.status !== 'previewed') {
      return refuse('already-settled', { status: file.status, by: file.appliedByName, at: file.appliedAt?.toString() })
    }
    await settleFile(tx, { id: fileId, move: 'discard', byName: actor.name, now })
    const event = responseDiscarded.of(batchSubjects(file.batchId), { file: file.fileName, sha256: file.sha256 })
    return { value: { batchId: file.batchId }, events: [event] }
  },
})
