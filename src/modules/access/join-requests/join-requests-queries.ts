import { sql } from 'kysely'
import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { statusOfMessage } from '#src/platform/email/messages-queries.ts'
import { answerIntent } from '../emails/join-request-emails.ts'
import { folded } from '../proofs/proof-rules.ts'
import { hashOfToken } from '../proofs/proof-secrets.ts'
import type { JoinRequest } from './join-request.ts'
import { STAGES, type Stage } from './join-request-states.ts'
import { joinRequestFrom } from './join-requests-store.ts'

/** The request whose reference this is. Only whoever asked has it. */
export async function joinRequestByReference(reader: Reader, reference: string): Promise<JoinRequest | null> {
  const row = await requests(reader).where('reference_hash', '=', hashOfToken(reference)).executeTakeFirst()
  return row ? joinRequestFrom(row) : null
}

export async function joinRequestById(reader: Reader, id: string): Promise<JoinRequest | null> {
  const row = await requests(reader).where('id', '=', id).executeTakeFirst()
  return row ? joinRequestFrom(row) : null
}

/** A mailbox's one open request to an organisation, or null. */
export async function openRequestOf(
  reader: Reader,
  { organisationId, address }: { organisationId: string; address: string },
): Promise<JoinRequest | null> {
  const row = await requests(reader)
    .where('organisation_id', '=', organisationId)
    .where('folded', '=', folded(address))
    .where('status', 'in', [...STAGES])
    .executeTakeFirst()
  return row ? joinRequestFrom(row) : null
}

/** An account's newest request to an organisation, whatever has become of it. */
export async function newestRequestOfAccount(
  reader: Reader,
  { organisationId, accountId }: { organisationId: string; accountId: string },
): Promise<JoinRequest | null> {
  const row = await requests(reader)
    .where('organisation_id', '=', organisationId)
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? joinRequestFrom(row) : null
}

/** The requests that nobody has answered in time, or that no message about reached anybody, the longest waiting first. */
export async function dueRequestIds(reader: Reader, now: Temporal.Instant, most: number): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('access.join_requests as request')
    .select('request.id')
    .where('request.status', 'in', ['with-administrators', 'with-contact', 'with-trust'])
    .where((is) => is.or([is('request.moves_on_at', '<=', now), reachedNobody]))
    .orderBy('request.moves_on_at')
    .limit(most)
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether every mailbox that was asked where the request is now turned out not to exist. */
export const hasReachedNobody = async (reader: Reader, joinRequestId: string): Promise<boolean> =>
  (await reader
    .selectFrom('access.join_requests as request')
    .select('request.id')
    .where('request.id', '=', joinRequestId)
    .where(reachedNobody)
    .executeTakeFirst()) !== undefined

const reachedNobody = sql<boolean>`(
  select coalesce(bool_and(asked.status is not distinct from 'permanent-failure'), false) from (
    select ${statusOfMessage(sql`${answerIntent('')} || proof.id::text`)} as status from access.proofs as proof
    where proof.join_request_id = request.id and proof.created_at >= request.asked_at
  ) as asked
)`

/** Who answered a request, as colleagues may read it; null when nobody did, or the service itself. */
export type Decider =
  | { readonly kind: 'person'; readonly name: string; readonly isStaff: boolean }
  | { readonly kind: 'mailbox'; readonly address: string; readonly channel: 'main' | 'alternative' | null }

export async function deciderOf(reader: Reader, joinRequestId: string): Promise<Decider | null> {
  const row = await reader
    .selectFrom('access.join_requests as request')
    .leftJoin('access.proofs as proof', 'proof.id', 'request.decided_with')
    .leftJoin('access.accounts as account', (join) =>
      join.on(sql<boolean>`account.id = coalesce(request.decided_by, proof.account_id)`),
    )
    .select(['account.name', 'proof.address', 'proof.channel'])
    .select(
      sql<boolean>`exists (
        select from access.staff_powers as power where power.account_id = request.decided_by and power.ended_at is null
      )`.as('isStaff'),
    )
    .$narrowType<{ channel: 'main' | 'alternative' | null }>()
    .where('request.id', '=', joinRequestId)
    .executeTakeFirst()
  if (row?.name) return { kind: 'person', name: row.name, isStaff: row.isStaff }
  return row?.address ? { kind: 'mailbox', address: maskedAddress(row.address), channel: row.channel } : null
}

export type JoinRequestInList = {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly address: string
  readonly role: MembershipRole
  readonly stage: Stage
  readonly createdAt: Temporal.Instant
  readonly movesOnAt: Temporal.Instant | null
}

/** The open requests to an organisation, oldest first: for whoever manages access there. */
export async function openRequestsTo(reader: Reader, organisationId: string): Promise<readonly JoinRequestInList[]> {
  const rows = await requests(reader)
    .where('organisation_id', '=', organisationId)
    .where('status', 'in', [...STAGES])
    .orderBy('created_at')
    .orderBy('id')
    .limit(MOST_IN_LIST)
    .execute()
  return rows.map(joinRequestFrom).flatMap(inList)
}

export type StaffList = { readonly stage: Stage | null; readonly most: number; readonly skip: number }

/** Open requests to every organisation, oldest first, for staff: all of them or those at one stage, and how many there are. */
export async function openRequestsEverywhere(reader: Reader, { stage, most, skip }: StaffList) {
  const rows = await requests(reader)
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .where('status', 'in', stage === null ? [...STAGES] : [stage])
    .orderBy('created_at')
    .orderBy('id')
    .limit(most)
    .offset(skip)
    .execute()
  return { total: rows[0]?.total ?? 0, requests: rows.map(joinRequestFrom).flatMap(inList) }
}

const MOST_IN_LIST = 100

const requests = (reader: Reader) => reader.selectFrom('access.join_requests').selectAll()

function inList(request: JoinRequest): readonly JoinRequestInList[] {
  const { id, organisationId, name, address, role, createdAt, movesOnAt } = request
  const stage = STAGES.find((one) => one === request.status)
  return stage ? [{ id, organisationId, name, address, role, stage, createdAt, movesOnAt }] : []
}
