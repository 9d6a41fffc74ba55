import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Batch } from './batch.ts'
import { type BatchStatus, batchStates } from './batch-states.ts'
import { batchFrom } from './batches-queries.ts'

/** A batch, locked until the transaction ends; null when there is none. */
export async function lockBatch(tx: Tx, id: string): Promise<Batch | null> {
  const row = await tx.selectFrom('claims.batches').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? batchFrom(row) : null
}

type Columns = {
  readonly approved_by?: string | null
  readonly approved_by_name?: string
  readonly approved_at?: Temporal.Instant
  readonly discarded_by_name?: string
  readonly discarded_at?: Temporal.Instant
  readonly discarded_because?: string
}

type Move = { readonly batch: Batch; readonly move: keyof typeof batchStates.table; readonly also?: Columns }

/** Moves a batch that is locked. Null, having changed nothing, when its status does not allow it. */
export async function moveBatch(tx: Tx, { batch, move, also = {} }: Move): Promise<BatchStatus | null> {
  const status = batchStates.move(move, batch.status)
  if (status === null) return null
  await tx
    .updateTable('claims.batches')
    .set({ ...also, status })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', batch.id)
    .where('status', 'in', [...batchStates.from(move)])
    .execute()
  return status
}

/** The claims of a discarded batch wait for another. */
export const letItemsGo = async (tx: Tx, batchId: string) =>
  sql`update claims.batch_items set outcome = ${'discarded'} where batch_id = ${batchId} and outcome = 'waiting'`.execute(
    tx,
  )

/** Every claim of a batch, locked in the order of the ids until the transaction ends. */
export const lockClaimsOfBatch = async (tx: Tx, batchId: string) =>
  sql`select from claims.claims where id in (select claim_id from claims.batch_items where batch_id = ${batchId})
    order by id for update`.execute(tx)

/**
 * Waits longer for a colleague who is at the same batch than pages do for a row, so that who comes second is told what became of it.
 * If even that is not enough, the time of a statement ends it, and the visitor is asked to try again in a minute.
 */
export const waitForColleague = async (tx: Tx) => sql`set local lock_timeout = '6s'`.execute(tx)

/** Claims that one statement touches: so many take well under the 5 seconds that a statement of the web may, however large a batch is. */
const SLICE = 2_000

/** The parts into which the work on so many claims is cut: each from the one after `after` to `to`. */
export const slicesOf = (claims: number): readonly { readonly after: number; readonly to: number }[] =>
  Array.from({ length: Math.ceil(claims / SLICE) }, (_slice, at) => ({ after: at * SLICE, to: (at + 1) * SLICE }))
