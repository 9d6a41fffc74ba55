import { sql } from 'kysely'
import type { Actor } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { appendEventsFrom } from '#src/platform/audit/events-from-query.ts'
import type { Process } from '#src/platform/audit/process.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { moveClaims } from '../claims/move-claims-store.ts'
import { clawbackStates } from '../clawbacks/clawback-states.ts'
import type { Batch } from './batch.ts'
import { claimSentToPayer, clawbackSentToPayer } from './batch-events.ts'
import { slicesOf } from './batches-store.ts'
import { isAccredited, STATUS } from './to-send-queries.ts'

export type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly process: Process
  readonly now: Temporal.Instant
}

export type ChangedClaim = {
  readonly claimId: string
  readonly reference: string
  readonly status: string
  /** It waits for the payer with a provider that is not accredited any more. */
  readonly isProviderLost: boolean
}

/**
 * Claims that are not any more as they were frozen: their status is another, they have moved since and come back, such as with
 * another provider, or their provider is not accredited today. A colleague who took one on to work on it changes nothing that is sent.
 */
export async function changedSinceFrozen(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  { id, kind, preparedAt }: Batch,
): Promise<readonly ChangedClaim[]> {
  const isLost = kind === 'payment' ? sql`not ${isAccredited(londonDate(now))}` : sql`false`
  const { rows } = await sql<ChangedClaim>`
    select claim.id as "claimId", claim.reference, claim.status,
      claim.status = ${STATUS[kind]} and ${isLost} as "isProviderLost"
    from claims.batch_items as item join claims.claims as claim on claim.id = item.claim_id
    where item.batch_id = ${id} and (claim.status <> ${STATUS[kind]}
      or (claim.revision <> item.claim_revision and claim.moved_at >= ${preparedAt}) or ${isLost})
    order by claim.reference`.execute(tx)
  return rows
}

/** Moves all claims of a batch to the payer, with an event of each. They are locked and as they were frozen. */
export async function sendClaims(work: Work, batch: Batch): Promise<void> {
  let moved = 0
  for (const slice of slicesOf(batch.claims)) moved += await sendSlice(work, batch, slice)
  if (moved !== batch.claims) throw new Error(`${moved} of ${batch.claims} claims moved`)
  if (batch.kind === 'clawback') await markClawbacks(work.tx, batch.id)
}

type Slice = ReturnType<typeof slicesOf>[number]

async function sendSlice(work: Work, batch: Batch, { after: first, to }: Slice): Promise<number> {
  const { tx, now } = work
  const move = batch.kind === 'payment' ? 'sendToPayer' : 'sendClawback'
  const items = sql`claims.batch_items as item where item.batch_id = ${batch.id} and item.position > ${first} and item.position <= ${to}`
  const { moved, after } = await moveClaims(tx, { move, select: sql`select item.claim_id from ${items}`, now })
  await appendEventsFrom(work, {
    definition: batch.kind === 'payment' ? claimSentToPayer : clawbackSentToPayer,
    about: 'claim',
    alsoAbout: 'school',
    andAbout: { provider_id: 'organisation' },
    select: sql`
      select claim.id as subject_id, claim.school_id as also_id, claim.provider_id, jsonb_build_object(
        'moved', jsonb_build_object('before', ${STATUS[batch.kind]}::text, 'after', ${after}::text),
        'reference', claim.reference, 'number', ${batch.number}::int, 'pence', item.pence) as payload
      from (select * from ${items}) as item join claims.claims as claim on claim.id = item.claim_id
      order by item.position`,
  })
  return moved
}

const markClawbacks = (tx: Tx, batchId: string) =>
  sql`update claims.clawbacks set status = ${clawbackStates.table.send.to}
    where status = any(${[...clawbackStates.from('send')]}::text[])
      and claim_id in (select claim_id from claims.batch_items where batch_id = ${batchId})`.execute(tx)
