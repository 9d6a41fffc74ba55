import type { Selectable } from 'kysely'
import type { AccessJoinRequests } from '#db/schema.ts'
import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { MEMBERSHIP_ROLES } from '../accounts/account.ts'
import { folded } from '../proofs/proof-rules.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import { GIVEN_ROLES, type GivenRole, type JoinRequest } from './join-request.ts'
import { JOIN_REQUEST_STATUSES, joinRequestStates, movesTo, type Stage } from './join-request-states.ts'

type NewJoinRequest = {
  readonly organisationId: string
  readonly referenceHash: Buffer
  readonly name: string
  readonly address: string
  readonly accountId: string | null
  readonly role: MembershipRole
  readonly note: string | null
  readonly stage: Stage
  readonly movesOnAt: Temporal.Instant | null
  readonly now: Temporal.Instant
}

/** The database refuses a second open request of one mailbox to one organisation. */
export async function insertJoinRequest(tx: Tx, request: NewJoinRequest): Promise<JoinRequest> {
  const row = await tx
    .insertInto('access.join_requests')
    .values({
      id: newId(),
      organisation_id: request.organisationId,
      reference_hash: request.referenceHash,
      name: request.name,
      address: request.address,
      folded: folded(request.address),
      account_id: request.accountId,
      role: request.role,
      note: request.note,
      status: request.stage,
      asked_at: request.now,
      moves_on_at: request.movesOnAt,
      created_at: request.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return joinRequestFrom(row)
}

/** A request, locked after its organisation; null when there is none. */
export async function lockJoinRequest(tx: Tx, id: string): Promise<JoinRequest | null> {
  const found = await tx
    .selectFrom('access.join_requests')
    .select('organisation_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) return null
  await lockOrganisation(tx, found.organisation_id)
  const row = await tx
    .selectFrom('access.join_requests')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? joinRequestFrom(row) : null
}

type MoveOn = {
  readonly id: string
  readonly to: keyof typeof movesTo
  readonly movesOnAt: Temporal.Instant | null
  readonly now: Temporal.Instant
}

export const moveJoinRequest = async (tx: Tx, { id, to, movesOnAt, now }: MoveOn) =>
  tx
    .updateTable('access.join_requests')
    .set({ status: to, asked_at: now, moves_on_at: movesOnAt })
    .where('id', '=', id)
    .where('status', 'in', [...joinRequestStates.from(movesTo[to])])
    .execute()

type Decision = {
  readonly id: string
  /** Who answered: an account, the holder of a link, or neither when the service itself did. */
  readonly accountId: string | null
  readonly proofId: string | null
  readonly now: Temporal.Instant
}

export const approveRequest = async (
  tx: Tx,
  { id, accountId, proofId, now, givenRole }: Decision & { readonly givenRole: GivenRole | null },
) =>
  tx
    .updateTable('access.join_requests')
    .set({ status: joinRequestStates.table.approve.to, decided_at: now, decided_by: accountId, decided_with: proofId })
    .set({ given_role: givenRole, moves_on_at: null })
    .where('id', '=', id)
    .where('status', 'in', [...joinRequestStates.from('approve')])
    .execute()

export const refuseRequest = async (
  tx: Tx,
  { id, accountId, proofId, now, because }: Decision & { readonly because: string },
) =>
  tx
    .updateTable('access.join_requests')
    .set({ status: joinRequestStates.table.refuse.to, decided_at: now, decided_by: accountId, decided_with: proofId })
    .set({ refused_because: because, moves_on_at: null })
    .where('id', '=', id)
    .where('status', 'in', [...joinRequestStates.from('refuse')])
    .execute()

export const withdrawRequest = async (tx: Tx, { id, now }: Pick<Decision, 'id' | 'now'>) =>
  tx
    .updateTable('access.join_requests')
    .set({ status: joinRequestStates.table.withdraw.to, decided_at: now, moves_on_at: null })
    .where('id', '=', id)
    .where('status', 'in', [...joinRequestStates.from('withdraw')])
    .execute()

export function joinRequestFrom(row: Selectable<AccessJoinRequests>): JoinRequest {
  const role = MEMBERSHIP_ROLES.find((known) => known === row.role)
  const status = JOIN_REQUEST_STATUSES.find((known) => known === row.status)
  if (!role || !status) throw new Error(`${row.role} or ${row.status} is not known`)
  return {
    id: row.id,
    organisationId: row.organisation_id,
    name: row.name,
    address: row.address,
    accountId: row.account_id,
    role,
    note: row.note,
    status,
    askedAt: row.asked_at,
    movesOnAt: row.moves_on_at,
    decidedAt: row.decided_at,
    refusedBecause: row.refused_because,
    givenRole: GIVEN_ROLES.find((known) => known === row.given_role) ?? null,
    createdAt: row.created_at,
  }
}
