import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { hashOfToken } from '../proofs/proof-secrets.ts'
import { lockOrganisation } from '../proofs/proofs-store.ts'
import type { Asked, CheckKind, LinkRequest } from './link-request.ts'
import { pageHasEnded } from './link-request-rules.ts'
import { type LinkRequestStatus, linkRequestStates } from './link-request-states.ts'
import { linkRequestFrom } from './link-requests-queries.ts'

type NewLinkRequest = {
  readonly organisationId: string
  readonly reference: string
  readonly browserHash: Buffer
  readonly status: 'nothing-sent' | 'sent'
  readonly now: Temporal.Instant
}

/** Keeps the request under the hash of its reference. */
export async function insertLinkRequest(tx: Tx, request: NewLinkRequest): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.link_requests')
    .values({
      id,
      organisation_id: request.organisationId,
      reference_hash: hashOfToken(request.reference),
      browser_hash: request.browserHash,
      status: request.status,
      created_at: request.now,
    })
    .execute()
  return id
}

/** The request of whoever brings its reference, locked after its school; null for a reference of nothing and for one that has ended. */
export async function lockLinkRequest(tx: Tx, reference: string, now: Temporal.Instant): Promise<LinkRequest | null> {
  const found = await tx
    .selectFrom('access.link_requests')
    .select('id')
    .where('reference_hash', '=', hashOfToken(reference))
    .executeTakeFirst()
  const request = found ? await lockLinkRequestById(tx, found.id) : null
  return request && !pageHasEnded(request.createdAt, now) ? request : null
}

/** The request by its id, for staff, locked after its school. */
export async function lockLinkRequestById(tx: Tx, id: string): Promise<LinkRequest | null> {
  const found = await tx
    .selectFrom('access.link_requests')
    .select('organisation_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) return null
  await lockOrganisation(tx, found.organisation_id)
  const row = await tx
    .selectFrom('access.link_requests')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return linkRequestFrom(row)
}

/** The same status after another sending, or from "nothing sent" to "sent". Null when the request is with staff or refused. */
export async function noteSending(tx: Tx, { id, status }: LinkRequest): Promise<LinkRequestStatus | null> {
  const to = linkRequestStates.move('send', status) ?? linkRequestStates.move('sendAgain', status)
  if (to === 'sent') {
    await tx
      .updateTable('access.link_requests')
      .set({ status: to })
      .where('id', '=', id)
      .where('status', 'in', linkRequestStates.from('send'))
      .execute()
  }
  return to
}

export const passToStaff = async (tx: Tx, id: string, { at, ...asked }: Asked) =>
  tx
    .updateTable('access.link_requests')
    .set({ status: 'with-staff', asked_at: at, ...asked })
    .where('id', '=', id)
    .where('status', 'in', linkRequestStates.from('askStaff'))
    .execute()

type Decided = { readonly id: string; readonly by: string | null; readonly now: Temporal.Instant }

type Answered = Decided & { readonly check: { readonly kind: CheckKind; readonly note: string } }

export const answerRequest = async (tx: Tx, { id, by, now, check }: Answered) =>
  tx
    .updateTable('access.link_requests')
    .set({ status: 'answered', check_kind: check.kind, check_note: check.note, decided_by: by, decided_at: now })
    .where('id', '=', id)
    .where('status', 'in', linkRequestStates.from('answer'))
    .execute()

export const refuseRequest = async (tx: Tx, { id, by, now, because }: Decided & { readonly because: string }) =>
  tx
    .updateTable('access.link_requests')
    .set({ status: 'refused', refused_because: because, decided_by: by, decided_at: now })
    .where('id', '=', id)
    .where('status', 'in', linkRequestStates.from('refuse'))
    .execute()

/** Staff have the request again, and what they had sent for it no longer works. Answers how many links that ended. */
export async function takeAnswerBack(tx: Tx, id: string, now: Temporal.Instant): Promise<number> {
  await tx
    .updateTable('access.link_requests')
    .set({ status: 'with-staff', decided_at: null, decided_by: null })
    .where('id', '=', id)
    .where('status', 'in', linkRequestStates.from('takeBack'))
    .execute()
  const ended = await tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('link_request_id', '=', id)
    .where('channel', 'in', ['checked-by-staff', 'letter'])
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
