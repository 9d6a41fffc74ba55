import { z } from 'zod'
import { type Money, pence } from '#src/kit/money.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { fileById } from '../files/files-queries.ts'
import { lockFile, settleFile } from '../files/files-store.ts'
import { applyAnswers, changedSinceRead, lockAnsweredClaims } from './apply-response-store.ts'
import { batchSubjects } from './batch-subjects.ts'
import { outcomeSums } from './batches-queries.ts'
import { lockBatch, moveBatch, waitForColleague } from './batches-store.ts'
import { claimPaid, claimUnpaid, clawbackNotRecovered, clawbackRecovered, responseApplied } from './response-events.ts'
import { responsePreview } from './response-queries.ts'

const NAMED = 50

/**
 * Makes the payer's answer count, all of it or nothing: who is paid, who is not and why, what was taken back. Schools are written to
 * by the worker, once this is done.
 */
export const applyResponse = command({
  name: 'claims.apply-response',
  input: z.object({ fileId: z.uuid() }),
  refusals: ['already-settled', 'has-faults', 'nothing-answered', 'claims-changed'],
  records: [
    ...([responseApplied.name, claimPaid.name, claimUnpaid.name, clawbackRecovered.name] as const),
    clawbackNotRecovered.name,
  ],
  async run(work, { fileId }) {
    const { tx, actor, now, refuse } = work
    const found = await fileById(tx, fileId)
    if (found?.batchId == null || !/-response$/.test(found.kind)) return refuse('not-found')
    demand(claimPolicy.payNow(actor, undefined))
    await waitForColleague(tx)
    // The batch before the file, always: two answers to one batch are applied one after the other.
    const batch = await lockBatch(tx, found.batchId)
    const file = await lockFile(tx, fileId)
    if (batch === null || !file) return refuse('not-found')
    if (file.status === 'refused') return refuse('has-faults')
    if (file.status !== 'previewed') {
      return refuse('already-settled', { status: file.status, by: file.appliedByName, at: file.appliedAt?.toString() })
    }
    const { sums } = await responsePreview(tx, fileId)
    if (sums.length === 0) return refuse('nothing-answered')
    await lockAnsweredClaims(tx, fileId)
    const changed = await changedSinceRead(tx, { fileId, batch })
    if (changed.length > 0) return refuse('claims-changed', { count: changed.length, claims: changed.slice(0, NAMED) })
    await applyAnswers(work, { fileId, batch }, partOf(sums).claims)
    const left = await waitingIn(tx, batch.id)
    await moveBatch(tx, { batch, move: left === 0 ? 'close' : 'answer' })
    await settleFile(tx, { id: fileId, move: 'apply', byName: actor.name, now })
    const part = (...outcomes: readonly string[]) => partOf(sums.filter(({ outcome }) => outcomes.includes(outcome)))
    const payload = {
      ...{ file: file.fileName, sha256: file.sha256, kind: batch.kind, left },
      ...{ done: part('paid', 'recovered'), not: part('unpaid', 'not-recovered') },
    }
    return { value: { batchId: batch.id, left }, events: [responseApplied.of(batchSubjects(batch.id), payload)] }
  },
})

async function waitingIn(reader: Reader, batchId: string): Promise<number> {
  const waiting = (await outcomeSums(reader, batchId)).find(({ outcome }) => outcome === 'waiting')
  return waiting?.claims ?? 0
}

type Part = { readonly claims: number; readonly sum: Money }

const partOf = (sums: readonly Part[]) => ({
  claims: sums.reduce((total, { claims }) => total + claims, 0),
  pence: pence(sums.reduce((total, { sum }) => total + sum, 0)),
})
