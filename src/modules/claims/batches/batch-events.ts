import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { moved } from '../claims/claim-events.ts'
import { sumText } from '../claims/event-text-rules.ts'
import { batchName } from './batch.ts'
import { BATCH_KINDS } from './batch-states.ts'

const batch = { kind: z.enum(BATCH_KINDS), number: z.int(), claims: z.int(), pence: z.int() }
const counted = ({ claims, pence: sum }: { claims: number; pence: number }): string =>
  `${claims.toLocaleString('en-GB')} ${claims === 1 ? 'claim' : 'claims'}, ${sumText(pence(sum))}`

export const batchPrepared = defineEvent({
  name: 'claims.batch-prepared',
  version: 1,
  payload: z.object({ ...batch, listSha256: z.string() }),
  sentence: (facts) => `${batchName(facts)} prepared: ${counted(facts)}`,
})

export const batchApproved = defineEvent({
  name: 'claims.batch-approved',
  version: 1,
  payload: z.object({ ...batch, listSha256: z.string(), file: z.string(), fileSha256: z.string() }),
  sentence: (facts) => `${batchName(facts)} approved and sent to the payer as ${facts.file}: ${counted(facts)}`,
})

export const batchDiscarded = defineEvent({
  name: 'claims.batch-discarded',
  version: 1,
  payload: z.object(batch),
  sentence: (facts) => `${batchName(facts)} discarded: ${counted(facts)} wait for another batch`,
})

const ofClaim = { moved, reference: z.string(), number: z.int(), pence: z.int() }

/** One for each claim of a batch, made in SQL (send-claims-store.ts). */
export const claimSentToPayer = defineEvent({
  name: 'claims.claim-sent-to-payer',
  version: 1,
  payload: z.object(ofClaim),
  sentence: ({ reference, number, pence: sum }) =>
    `Claim ${reference} for ${sumText(pence(sum))} sent to the payer in payment batch ${number}`,
})

export const clawbackSentToPayer = defineEvent({
  name: 'claims.clawback-sent-to-payer',
  version: 1,
  payload: z.object(ofClaim),
  sentence: ({ reference, number, pence: sum }) =>
    `${sumText(pence(sum))} of claim ${reference} sent to the payer to be taken back in clawback batch ${number}`,
})

export const batchEvents: readonly EventDefinition[] = [
  batchPrepared,
  batchApproved,
  batchDiscarded,
  claimSentToPayer,
  clawbackSentToPayer,
]
