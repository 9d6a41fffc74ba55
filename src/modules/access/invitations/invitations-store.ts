import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { type Batch, BatchId, type Criteria } from './batch.ts'
import { candidateSet } from './candidates-queries.ts'
import type { SkipReason } from './invitation-rules.ts'
import { type BatchStatus, batchStates, invitationStates } from './invitation-states.ts'
import { batchFrom } from './invitations-queries.ts'

/** One plan at a time: who comes second sees what the first has taken. */
export const lockPlanning = async (tx: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('access.invitations', 0))`.execute(tx)
}

type NewBatch = Pick<Batch, 'name' | 'criteria' | 'perMinute' | 'startsAt' | 'createdBy' | 'askedFor'> & {
  readonly now: Temporal.Instant
}

export type Frozen = { readonly batchId: BatchId; readonly invited: number; readonly skipped: number }

/** Keeps the list as it is now: who is invited, and who is passed over and why. Call it under `lockPlanning`. */
export async function insertBatch(tx: Tx, batch: NewBatch): Promise<Frozen> {
  const batchId = BatchId.parse(newId())
  await tx
    .insertInto('access.invitation_batches')
    .values({
      id: batchId,
      name: batch.name,
      criteria: JSON.stringify(batch.criteria),
      schools: 0,
      per_minute: batch.perMinute,
      status: 'planned',
      starts_at: batch.startsAt,
      created_by: batch.createdBy,
      asked_for: batch.askedFor,
      created_at: batch.now,
    })
    .execute()
  const counts = await freezeList(tx, batchId, batch)
  await tx
    .updateTable('access.invitation_batches')
    .set({ schools: counts.invited + counts.skipped })
    .where('id', '=', batchId)
    .execute()
  return { batchId, ...counts }
}

async function freezeList(
  tx: Tx,
  batchId: string,
  { criteria, now }: { readonly criteria: Criteria; readonly now: Temporal.Instant },
) {
  const candidates = await candidateSet(tx, { filter: criteria, now })
  const { rows } = await sql<{ invited: number; skipped: number }>`
    with frozen as (
      insert into access.invitations (batch_id, organisation_id, status, skipped_because, settled_at)
      select ${batchId}, id, case when skip is null then 'waiting' else 'skipped' end, skip,
        case when skip is not null then ${now}::timestamptz end
      from (${candidates}) as candidate
      returning status
    )
    select count(*) filter (where status = 'waiting') as invited, count(*) filter (where status = 'skipped') as skipped
    from frozen`.execute(tx)
  return rows[0] ?? { invited: 0, skipped: 0 }
}

/** One worker at a time for a batch; null when there is no such batch. */
export async function lockBatch(tx: Tx, batchId: string): Promise<Batch | null> {
  const row = await tx
    .selectFrom('access.invitation_batches')
    .selectAll()
    .where('id', '=', batchId)
    .forUpdate()
    .executeTakeFirst()
  return row ? batchFrom(row) : null
}

type Move = { readonly batchId: string; readonly name: 'start' | 'finish' | 'stop'; readonly now: Temporal.Instant }

/** Moves a batch on; the table of its states says from where. Call it under `lockBatch`. */
export async function moveBatch(tx: Tx, { batchId, name, now }: Move): Promise<boolean> {
  const to: BatchStatus = batchStates.table[name].to
  const at = name === 'start' ? { started_at: now } : { finished_at: now }
  const moved = await tx
    .updateTable('access.invitation_batches')
    .set({ status: to, ...at })
    .where('id', '=', batchId)
    .where('status', 'in', batchStates.from(name))
    .executeTakeFirst()
  return moved.numUpdatedRows === 1n
}

/** The next schools of a batch that nobody has taken; they stay ours until the transaction ends. */
export const takeWaiting = async (tx: Tx, batchId: string, most: number): Promise<readonly string[]> =>
  (
    await tx
      .selectFrom('access.invitations')
      .select('organisation_id as id')
      .where('batch_id', '=', batchId)
      .where('status', '=', 'waiting')
      .orderBy('organisation_id')
      .limit(most)
      .forUpdate()
      .skipLocked()
      .execute()
  ).map(({ id }) => id)

type Settled = { readonly batchId: string; readonly now: Temporal.Instant }
type SentTo = { readonly organisationId: string; readonly proofId: string }

/** The links that these schools were sent. */
export const markSent = async (tx: Tx, { batchId, now }: Settled, sent: readonly SentTo[]): Promise<void> => {
  const { to } = invitationStates.table.send
  await sql`
    update access.invitations as invitation set status = ${to}, proof_id = sent.proof_id, settled_at = ${now}::timestamptz
    from unnest(${sent.map(({ organisationId }) => organisationId)}::uuid[], ${sent.map(({ proofId }) => proofId)}::uuid[])
      as sent (organisation_id, proof_id)
    where invitation.batch_id = ${batchId} and invitation.organisation_id = sent.organisation_id
      and invitation.status = any(${invitationStates.from('send')})`.execute(tx)
}

type Skipped = { readonly organisationId: string; readonly because: SkipReason }

/** Why these schools were passed over. */
export const markSkipped = async (tx: Tx, { batchId, now }: Settled, skipped: readonly Skipped[]): Promise<void> => {
  const { to } = invitationStates.table.skip
  await sql`
    update access.invitations as invitation
    set status = ${to}, skipped_because = skipped.because, settled_at = ${now}::timestamptz
    from unnest(${skipped.map(({ organisationId }) => organisationId)}::uuid[], ${skipped.map(({ because }) => because)}::text[])
      as skipped (organisation_id, because)
    where invitation.batch_id = ${batchId} and invitation.organisation_id = skipped.organisation_id
      and invitation.status = any(${invitationStates.from('skip')})`.execute(tx)
}

/** Nobody of the batch who still waits is invited any more. */
export const skipTheRest = async (tx: Tx, { batchId, now }: Settled): Promise<void> => {
  await tx
    .updateTable('access.invitations')
    .set({ status: invitationStates.table.skip.to, skipped_because: 'stopped', settled_at: now })
    .where('batch_id', '=', batchId)
    .where('status', 'in', invitationStates.from('skip'))
    .execute()
}
