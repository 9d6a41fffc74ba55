import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { ClaimId } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimById } from '../claims/claims-queries.ts'
import { sampleChanged, sampleDiscarded } from './audit-events.ts'
import { candidatesOf } from './candidates-queries.ts'
import { type Sample, SampleId } from './sample.ts'
import { addToSample, leaveOut, lockSample, settleSample } from './samples-store.ts'
import { lockSampling } from './sampling-store.ts'

const REFUSALS = ['reason-needed', 'changed-since', 'settled'] as const

/** Adds a paid claim to a sample by hand, or leaves one out, with the reason. Refuses a claim that cannot be audited. */
export const changeSample = command({
  name: 'claims.change-sample',
  input: z.object({ sampleId: SampleId, claimId: ClaimId, change: z.enum(['added', 'left-out']) }),
  refusals: [...REFUSALS, 'cannot-be-audited'],
  records: [sampleChanged.name],
  async run({ tx, actor, process, refuse }, { sampleId, claimId, change }) {
    demand(claimPolicy.support(actor, undefined))
    if (process.reason === null) return refuse('reason-needed')
    const sample = (await lockSample(tx, sampleId)) ?? refuse('not-found')
    if (sample.status !== 'drawn') return refuse('settled', { status: sample.status })
    const claim = (await claimById(tx, claimId)) ?? refuse('not-found')
    const isDone =
      change === 'added'
        ? await add(tx, sample, { claimId, because: process.reason })
        : await leaveOut(tx, sample, claimId)
    if (!isDone) return refuse('cannot-be-audited')
    return {
      value: { sampleId },
      events: [
        sampleChanged.of([{ kind: 'claim', id: claimId }], {
          ...{ reference: claim.reference, change, reason: process.reason },
        }),
      ],
    }
  },
})

async function add(tx: Tx, sample: Sample, claim: { readonly claimId: string; readonly because: string }) {
  await lockSampling(tx, sample.windowId)
  const found = (await candidatesOf(tx, sample.windowId)).find(({ claimId }) => claimId === claim.claimId)
  if (found) await addToSample(tx, sample, { ...found, because: claim.because })
  return found !== undefined
}

/** Throws a sample away that was not sent, with the reason: its claims can be drawn again. */
export const discardSample = command({
  name: 'claims.discard-sample',
  input: z.object({ sampleId: SampleId, seen: z.int() }),
  refusals: REFUSALS,
  records: [sampleDiscarded.name],
  async run({ tx, actor, now, process, refuse }, { sampleId, seen }) {
    demand(claimPolicy.support(actor, undefined))
    if (process.reason === null) return refuse('reason-needed')
    const sample = (await lockSample(tx, sampleId)) ?? refuse('not-found')
    if (sample.status !== 'drawn') return refuse('settled', { status: sample.status })
    if (sample.revision !== seen) return refuse('changed-since')
    await settleSample(tx, { id: sampleId, move: 'discard', now })
    return {
      value: { sampleId },
      events: [
        sampleDiscarded.of([{ kind: 'claim-rules', id: sample.windowId }], {
          ...{ chosen: sample.chosen, reason: process.reason },
        }),
      ],
    }
  },
})
