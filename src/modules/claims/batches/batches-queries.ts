import { type Selectable, sql } from 'kysely'
import type { ClaimsBatches } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { type Money, pence } from '#src/kit/money.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Batch, BatchItem, FrozenRow } from './batch.ts'
import { BATCH_KINDS, BATCH_STATUSES, ITEM_OUTCOMES, type ItemOutcome } from './batch-states.ts'

/** A batch; null where there is none. */
export async function batchById(reader: Reader, id: string): Promise<Batch | null> {
  const row = await reader.selectFrom('claims.batches').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? batchFrom(row) : null
}

/** The newest batches, the newest first. */
export async function newestBatches(
  reader: Reader,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<readonly Batch[]> {
  const query = reader.selectFrom('claims.batches').selectAll().orderBy('number', 'desc')
  return (await query.limit(limit).offset(offset).execute()).map(batchFrom)
}

export const countBatches = async (reader: Reader): Promise<number> =>
  (
    await reader
      .selectFrom('claims.batches')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  ).count

/** The batches that wait for approval. */
export async function preparedBatches(reader: Reader): Promise<readonly Batch[]> {
  const rows = await reader
    .selectFrom('claims.batches')
    .selectAll()
    .where('status', '=', 'prepared')
    .orderBy('number')
    .execute()
  return rows.map(batchFrom)
}

type Range = { readonly batchId: string; readonly after?: number; readonly limit?: number }

/** Claims of a batch in the order of the file, from the one after `after`. One query. */
export async function batchItems(reader: Reader, { batchId, after = 0, limit }: Range): Promise<readonly BatchItem[]> {
  const query = itemsOf(reader, batchId).where('item.position', '>', after).orderBy('item.position')
  const rows = await (limit === undefined ? query : query.limit(limit)).execute()
  return rows.map(({ pence: amount, outcome, ...row }) => ({
    ...{ ...row, amount: pence(amount), outcome: oneOf(ITEM_OUTCOMES, outcome) },
  }))
}

const itemsOf = (reader: Reader, batchId: string) =>
  reader
    .selectFrom('claims.batch_items as item')
    .innerJoin('claims.claims as claim', 'claim.id', 'item.claim_id')
    .select(['item.claim_id as claimId', 'claim.reference', 'item.position', 'item.pence', 'item.outcome'])
    .select('item.reason')
    .select(sql<FrozenRow>`item.row`.as('row'))
    .where('item.batch_id', '=', batchId)

export type OutcomeSum = { readonly outcome: ItemOutcome; readonly claims: number; readonly sum: Money }

/** What was sent in a batch and what became of it, by outcome: together they are what was sent, to the penny. One query. */
export async function outcomeSums(reader: Reader, batchId: string): Promise<readonly OutcomeSum[]> {
  const rows = await reader
    .selectFrom('claims.batch_items')
    .select('outcome')
    .select((eb) => [eb.fn.countAll<number>().as('claims'), sql<number>`sum(pence)::bigint`.as('sum')])
    .where('batch_id', '=', batchId)
    .groupBy('outcome')
    .execute()
  return rows.map(({ outcome, claims, sum }) => ({
    ...{ outcome: oneOf(ITEM_OUTCOMES, outcome), claims, sum: pence(sum) },
  }))
}

export type ClaimInBatch = {
  readonly batchId: string
  readonly name: Pick<Batch, 'kind' | 'number'>
  readonly outcome: ItemOutcome
  readonly amount: Money
  readonly reason: string | null
  readonly answeredAt: Temporal.Instant | null
}

/** The batches that a claim has been in, the newest first. */
export async function batchesOfClaim(reader: Reader, claimId: string): Promise<readonly ClaimInBatch[]> {
  const rows = await reader
    .selectFrom('claims.batch_items as item')
    .innerJoin('claims.batches as batch', 'batch.id', 'item.batch_id')
    .select(['item.batch_id as batchId', 'batch.kind', 'batch.number', 'item.outcome', 'item.pence', 'item.reason'])
    .select('item.answered_at as answeredAt')
    .where('item.claim_id', '=', claimId)
    .orderBy('batch.number', 'desc')
    .execute()
  return rows.map(({ kind, number, outcome, pence: amount, ...row }) => ({
    ...{ ...row, name: { kind: oneOf(BATCH_KINDS, kind), number } },
    ...{ outcome: oneOf(ITEM_OUTCOMES, outcome), amount: pence(amount) },
  }))
}

/** Batches with answers of which schools have not been told yet, the oldest first. */
export async function batchesToTell(reader: Reader): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select batch.id from claims.batches as batch where exists (
      select from claims.batch_items as item
      where item.batch_id = batch.id and item.answered_at is not null and item.told_at is null)
    order by batch.number`.execute(reader)
  return rows.map(({ id }) => id)
}

/** A batch as its row holds it. */
export const batchFrom = (row: Selectable<ClaimsBatches>): Batch => ({
  ...{ id: row.id, kind: oneOf(BATCH_KINDS, row.kind), number: row.number, windowId: row.window_id },
  ...{ status: oneOf(BATCH_STATUSES, row.status), claims: row.claims, total: pence(row.total_pence) },
  ...{ listSha256: row.list_sha256, preparedBy: row.prepared_by, preparedByName: row.prepared_by_name },
  ...{ preparedAt: row.prepared_at, approvedByName: row.approved_by_name, approvedAt: row.approved_at },
  ...{ discardedByName: row.discarded_by_name, discardedAt: row.discarded_at },
  ...{ discardedBecause: row.discarded_because, revision: row.revision },
})

function oneOf<const Words extends readonly string[]>(words: Words, word: string): Words[number] {
  const found = words.find((known) => known === word)
  if (found === undefined) throw new Error(`a batch row holds ${word}`)
  return found
}
