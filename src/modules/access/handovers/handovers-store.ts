import type { Selectable } from 'kysely'
import type { AccessHandovers } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { HANDOVER_KINDS, type Handover, OBJECTORS, type Objector } from './handover.ts'
import { OBJECTION_LIFE } from './handover-rules.ts'
import { HANDOVER_STATUSES, handoverStates } from './handover-states.ts'

type NewHandover = Pick<
  Handover,
  | 'organisationId'
  | 'kind'
  | 'fromAccountId'
  | 'toAccountId'
  | 'overlapUntil'
  | 'doneBy'
  | 'membershipsEnded'
  | 'membershipsStarted'
> & { readonly now: Temporal.Instant }

/** Notes who followed whom. Can be objected to from now on. */
export async function insertHandover(tx: Tx, handover: NewHandover): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.handovers')
    .values({
      id,
      organisation_id: handover.organisationId,
      kind: handover.kind,
      from_account_id: handover.fromAccountId,
      to_account_id: handover.toAccountId,
      happened_at: handover.now,
      overlap_until: handover.overlapUntil,
      object_until: handover.now.add(OBJECTION_LIFE),
      status: 'done',
      done_by: handover.doneBy,
      memberships_ended: [...handover.membershipsEnded],
      memberships_started: [...handover.membershipsStarted],
    })
    .execute()
  return id
}

/** The change, locked after its school, so that an objection and an undo at the same moment take turns; null when there is none. */
export async function lockHandover(tx: Tx, handoverId: string): Promise<Handover | null> {
  const found = await tx
    .selectFrom('access.handovers')
    .select('organisation_id')
    .where('id', '=', handoverId)
    .executeTakeFirst()
  if (!found) return null
  await lockOrganisation(tx, found.organisation_id)
  const row = await tx.selectFrom('access.handovers').selectAll().where('id', '=', handoverId).executeTakeFirst()
  return row ? handoverFrom(row) : null
}

/** The changes that came after it at the school and still stand, newest first. */
export async function laterHandovers(tx: Tx, { id, organisationId }: Handover): Promise<readonly Handover[]> {
  const rows = await tx
    .selectFrom('access.handovers')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', handoverStates.from('undo'))
    // Version 7 ids sort by the moment they were made in, also within one moment of a stopped clock.
    .where('id', '>', id)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(handoverFrom)
}

type Settlement = { readonly by: string | null; readonly because: string | null; readonly now: Temporal.Instant }

/** Ends the change by a move of its machine; a status from which the move is not allowed stays as it is. */
export const settleHandover = async (
  tx: Tx,
  { id, move, ...settlement }: { readonly id: string; readonly move: 'undo' | 'uphold' | 'reinstate' } & Settlement,
) =>
  tx
    .updateTable('access.handovers')
    .set({
      status: handoverStates.table[move].to,
      settled_at: settlement.now,
      settled_by: settlement.by,
      settled_because: settlement.because,
    })
    .where('id', '=', id)
    .where('status', 'in', handoverStates.from(move))
    .execute()

type Objection = {
  readonly id: string
  readonly by: Objector
  readonly words: string | null
  readonly now: Temporal.Instant
}

export const objectToChange = async (tx: Tx, { id, by, words, now }: Objection) =>
  tx
    .updateTable('access.handovers')
    .set({ status: handoverStates.table.object.to, objected_at: now, objected_by: by, objection: words })
    .where('id', '=', id)
    .where('status', 'in', handoverStates.from('object'))
    .execute()

export function handoverFrom(row: Selectable<AccessHandovers>): Handover {
  const status = HANDOVER_STATUSES.find((known) => known === row.status)
  const kind = HANDOVER_KINDS.find((known) => known === row.kind)
  if (!status || !kind || row.from_account_id === null) throw new Error(`The handover ${row.id} cannot be read`)
  return {
    id: row.id,
    organisationId: row.organisation_id,
    kind,
    fromAccountId: row.from_account_id,
    toAccountId: row.to_account_id,
    happenedAt: row.happened_at,
    overlapUntil: row.overlap_until,
    objectUntil: row.object_until,
    status,
    doneBy: row.done_by,
    objectedAt: row.objected_at,
    objectedBy: OBJECTORS.find((known) => known === row.objected_by) ?? null,
    objection: row.objection,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
    settledBecause: row.settled_because,
    membershipsEnded: row.memberships_ended,
    membershipsStarted: row.memberships_started,
  }
}
