import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { fileLinkSent } from '../files/file-events.ts'
import { insertFile } from '../files/files-store.ts'
import { sendLinks } from '../files/send-links.ts'
import { type Batch, BatchId, batchName } from './batch.ts'
import { batchApproved, claimSentToPayer, clawbackSentToPayer } from './batch-events.ts'
import { batchFile } from './batch-file-rules.ts'
import { batchSubjects } from './batch-subjects.ts'
import { batchItems } from './batches-queries.ts'
import { lockBatch, lockClaimsOfBatch, moveBatch, waitForColleague } from './batches-store.ts'
import { hashOfList } from './freeze-store.ts'
import { changedSinceFrozen, sendClaims, type Work } from './send-claims-store.ts'

const NAMED = 50

/**
 * Sends a batch to the payer: another person than who prepared it looks at it and says yes. Under lock every claim must be as it was
 * frozen; then all move at once, the file is made from the frozen rows for ever, and the payer is written to.
 */
export const approveBatch = command({
  name: 'claims.approve-batch',
  input: z.object({ batchId: BatchId, seen: z.int() }),
  refusals: ['already-decided', 'same-person', 'claims-changed'],
  records: [batchApproved.name, claimSentToPayer.name, clawbackSentToPayer.name, fileLinkSent.name],
  async run(work, { batchId, seen }) {
    const { tx, actor, now, refuse } = work
    await waitForColleague(tx)
    const batch = await lockBatch(tx, batchId)
    if (batch === null) return refuse('not-found')
    demand(claimPolicy.payNow(actor, undefined))
    if (batch.status !== 'prepared' || batch.revision !== seen) return refuse('already-decided', decided(batch))
    if (batch.preparedBy === actor.accountId) return refuse('same-person', { by: batch.preparedByName })
    await lockClaimsOfBatch(tx, batch.id)
    const changed = await changedSinceFrozen(work, batch)
    if (changed.length > 0) return refuse('claims-changed', { count: changed.length, claims: changed.slice(0, NAMED) })
    await sendClaims(work, batch)
    const by = { approved_by: actor.accountId, approved_by_name: actor.name, approved_at: now }
    await moveBatch(tx, { batch, move: 'approve', also: by })
    const file = await makeFile(work, batch)
    const { emails, events } = await sendLinks(work, { file, batch })
    const { kind, number, claims, listSha256 } = batch
    const payload = {
      kind,
      number,
      claims,
      pence: batch.total,
      listSha256,
      file: file.fileName,
      fileSha256: file.sha256,
    }
    return {
      value: { batchId, number, claims, links: emails.length },
      events: [batchApproved.of(batchSubjects(batch.id), payload), ...events],
      send: emails,
    }
  },
})

/** Who has decided meanwhile, and when. */
export const decided = ({ status, approvedByName, approvedAt, discardedByName, discardedAt }: Batch) => ({
  status,
  by: approvedByName ?? discardedByName ?? '',
  at: (approvedAt ?? discardedAt)?.toString() ?? '',
})

async function makeFile({ tx, actor, now }: Work, batch: Batch) {
  const items = await batchItems(tx, { batchId: batch.id })
  await mustBeTheList(tx, batch)
  const fileName = `${batchName(batch).toLowerCase().replaceAll(' ', '-')}-${londonDate(now)}.csv`
  const kind = batch.kind === 'payment' ? ('payment-request' as const) : ('clawback-request' as const)
  const bytes = Buffer.from(batchFile(batch.kind, items), 'utf8')
  const by = { accountId: actor.accountId, name: actor.name }
  const file = await insertFile(tx, { kind, batchId: batch.id, fileName, bytes, by, status: 'made', now })
  return { ...file, fileName }
}

/** What is sent is what was looked at: a list that is another is a fault of ours or of somebody at the tables. */
async function mustBeTheList(tx: Tx, { id, listSha256, number }: Batch): Promise<void> {
  if ((await hashOfList(tx, id)) !== listSha256)
    throw new Error(`The list of batch ${number} is not the one that was frozen`)
}
