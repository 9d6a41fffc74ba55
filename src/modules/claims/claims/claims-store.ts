import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId, unforeseen } from '#src/platform/ids.ts'
import type { Allowance } from '../allowance/allowance-rules.ts'
import type { Claim, ClaimId } from './claim.ts'
import { type ClaimMove, type ClaimStatus, claimStates } from './claim-states.ts'
import { withLines } from './claims-queries.ts'
import { REFERENCES, referenceFrom } from './reference-rules.ts'

/** A claim, locked until the transaction ends; null when there is none. Lock several with `lockClaims`. */
export async function lockClaim(tx: Tx, id: string): Promise<Claim | null> {
  return (await lockClaims(tx, [id]))[0] ?? null
}

/** Claims in the order of their ids, locked until the transaction ends: always the same order, so that nobody waits for ever. */
export async function lockClaims(tx: Tx, ids: readonly string[]): Promise<readonly Claim[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('claims.claims')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forUpdate()
    .execute()
  return withLines(tx, rows)
}

type NewDraft = {
  readonly schoolId: string
  readonly providerId: string
  readonly year: number
  readonly createdBy: string | null
  /** The trust that acts for the school. */
  readonly createdFor: string | null
  readonly reservedUntil: Temporal.Instant
  readonly now: Temporal.Instant
}

/** A draft without mentors; `setLines` puts them on it. Its reference is drawn at random, again while another claim has it. */
export async function insertDraft(tx: Tx, draft: NewDraft): Promise<ClaimId> {
  for (;;) {
    const id = newId<ClaimId>()
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('claims.claims')
      .values({
        ...{ id, reference: referenceFrom(unforeseen(REFERENCES)), school_id: draft.schoolId },
        ...{ provider_id: draft.providerId, academic_year: draft.year, status: 'draft' },
        ...{ created_by: draft.createdBy, created_for: draft.createdFor, created_at: draft.now },
        ...{ reserved_until: draft.reservedUntil, moved_at: draft.now },
      })
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 1n) return id
  }
}

export type NewLine = {
  readonly personId: string
  readonly hours: number
  readonly mentorName: string
  readonly mentorTrn: string
}

/** Puts these mentors on a draft that is locked, instead of those that it had. Let go of its hours first. Answers the ids in order. */
export async function setLines(tx: Tx, claimId: string, lines: readonly NewLine[]): Promise<readonly string[]> {
  await tx.deleteFrom('claims.claim_lines').where('claim_id', '=', claimId).execute()
  if (lines.length === 0) return []
  const rows = lines.map((line, position) => ({
    ...{ id: newId<string>(), claim_id: claimId, person_id: line.personId, position, hours: line.hours },
    ...{ mentor_name: line.mentorName, mentor_trn: line.mentorTrn },
  }))
  await tx.insertInto('claims.claim_lines').values(rows).execute()
  return rows.map(({ id }) => id)
}

type NamedLine = { readonly id: string; readonly mentorName: string; readonly mentorTrn: string }

/** Writes on lines what their mentors are called now. */
export async function renameLines(tx: Tx, lines: readonly NamedLine[]): Promise<void> {
  for (const { id, mentorName, mentorTrn } of lines) {
    const names = { mentor_name: mentorName, mentor_trn: mentorTrn }
    await tx.updateTable('claims.claim_lines').set(names).where('id', '=', id).execute()
  }
}

type Columns = {
  readonly provider_id?: string
  readonly reserved_until?: Temporal.Instant | null
  readonly unpaid_reason?: string | null
  readonly paid_at?: Temporal.Instant
  readonly assigned_to?: string | null
}

/** Changes a draft or another column that is no move. Counts the revision. */
export const saveClaim = async (tx: Tx, claimId: string, columns: Columns) =>
  tx
    .updateTable('claims.claims')
    .set(columns)
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', claimId)
    .execute()

type DraftColumns = {
  readonly providerId: string
  readonly reservedUntil: Temporal.Instant
  /** Whether the school says that the provider has confirmed the hours. */
  readonly confirmed: boolean
}

/** Changes a draft that is locked. Counts the revision. */
export const saveDraftColumns = async (
  tx: Tx,
  claimId: string,
  { providerId, reservedUntil, confirmed }: DraftColumns,
) =>
  tx
    .updateTable('claims.claims')
    .set({ provider_id: providerId, reserved_until: reservedUntil, provider_confirmed_hours: confirmed })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', claimId)
    .where('status', '=', 'draft')
    .execute()

type Provider = { readonly providerId: string; readonly providerName: string }

/** Another provider of a claim that was sent; the move counts the revision. */
export const saveProvider = async (tx: Tx, claimId: string, { providerId, providerName }: Provider) =>
  tx
    .updateTable('claims.claims')
    .set({ provider_id: providerId, provider_name: providerName, provider_confirmed_hours: true })
    .where('id', '=', claimId)
    .execute()

type Move = { readonly claim: Claim; readonly move: ClaimMove; readonly now: Temporal.Instant; readonly also?: Columns }

/**
 * Makes a move of a claim that is locked. Answers the status before and after for the event, or null, having changed nothing, when
 * the transition table does not allow it from the claim's status.
 */
export async function moveClaim(tx: Tx, { claim, move, now, also = {} }: Move) {
  const after: ClaimStatus | null = claimStates.move(move, claim.status)
  if (after === null) return null
  const { numUpdatedRows } = await tx
    .updateTable('claims.claims')
    .set({ ...also, status: after, moved_at: now })
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', claim.id)
    .where('status', 'in', [...claimStates.from(move)])
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Error(`claim ${claim.id} cannot ${move}: it was not locked`)
  return { before: claim.status, after }
}

/** What counts for a mentor of a claim with the provider that it names now. */
export const saveTraining = async (
  tx: Tx,
  lineId: string,
  { trainingType, cap }: Pick<Allowance, 'trainingType' | 'cap'>,
) => tx.updateTable('claims.claim_lines').set({ training_type: trainingType, cap }).where('id', '=', lineId).execute()
