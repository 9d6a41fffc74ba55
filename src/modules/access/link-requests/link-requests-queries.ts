import type { Selectable } from 'kysely'
import type { AccessLinkRequests } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { messageStatesOf } from '#src/platform/email/messages-queries.ts'
import { nominationIntent } from '../emails/nomination-emails.ts'
import { NOMINATION_CHANNELS } from '../proofs/proof.ts'
import { hashOfToken } from '../proofs/proof-secrets.ts'
import { CHECK_KINDS, type LinkRequest } from './link-request.ts'
import type { TriedLink } from './link-request-rules.ts'
import { LINK_REQUEST_STATUSES } from './link-request-states.ts'

/** The request of whoever has the reference; null when there is none. */
export const linkRequestByReference = async (reader: Reader, reference: string): Promise<LinkRequest | null> => {
  const row = await reader
    .selectFrom('access.link_requests')
    .selectAll()
    .where('reference_hash', '=', hashOfToken(reference))
    .executeTakeFirst()
  return row ? linkRequestFrom(row) : null
}

export const linkRequestById = async (reader: Reader, id: string): Promise<LinkRequest | null> => {
  const row = await reader.selectFrom('access.link_requests').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? linkRequestFrom(row) : null
}

/** A link that was sent for a request, for pages. */
export type SentLink = TriedLink & {
  readonly proofId: string
  readonly usedAt: Temporal.Instant | null
  readonly expiresAt: Temporal.Instant
  readonly message: { readonly text: string; readonly next: string } | null
}

/** No request needs more: it is what a school may be sent in six days. */
const MOST_LINKS = 30

/** Every link that was sent for a request, newest first, with what became of its message. Two queries however many. */
export async function linksOfRequest(reader: Reader, requestId: string): Promise<readonly SentLink[]> {
  const rows = await reader
    .selectFrom('access.proofs')
    .select(['id', 'address', 'channel', 'created_at', 'opened_at', 'used_at', 'expires_at'])
    .where('link_request_id', '=', requestId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LINKS)
    .execute()
  const messages = await messageStatesOf(
    reader,
    rows.map(({ id }) => nominationIntent(id)),
  )
  return rows.map((row) => {
    const message = messages.get(nominationIntent(row.id)) ?? null
    return {
      proofId: row.id,
      address: row.address,
      channel: NOMINATION_CHANNELS.find((known) => known === row.channel) ?? null,
      sentAt: row.created_at,
      openedAt: row.opened_at,
      usedAt: row.used_at,
      expiresAt: row.expires_at,
      status: message?.status ?? null,
      message,
    }
  })
}

/** When one of a school's links was last used to nominate somebody, at or after a moment; null when none was. */
export async function nominatedSince(reader: Reader, organisationId: string, since: Temporal.Instant) {
  const row = await reader
    .selectFrom('access.proofs')
    .select(({ fn }) => fn.max('used_at').as('at'))
    .where('purpose', '=', 'nomination')
    .where('organisation_id', '=', organisationId)
    .where('used_at', '>=', since)
    .executeTakeFirst()
  return row?.at ?? null
}

type WaitingLinkRequest = {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly askedAt: Temporal.Instant
}

/** What staff have to answer, the longest wait first. Each is handled at /staff/link-requests/:id. */
export async function linkRequestsWithStaff(reader: Reader): Promise<readonly WaitingLinkRequest[]> {
  const rows = await reader
    .selectFrom('access.link_requests')
    .select(['id', 'organisation_id', 'name', 'asked_at'])
    .where('status', '=', 'with-staff')
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ id, organisation_id: organisationId, name, asked_at: askedAt }) =>
    name !== null && askedAt !== null ? [{ id, organisationId, name, askedAt }] : [],
  )
}

export function linkRequestFrom(row: Selectable<AccessLinkRequests>): LinkRequest {
  const status = LINK_REQUEST_STATUSES.find((known) => known === row.status)
  if (!status) throw new Error(`${row.status} is not the status of a link request`)
  const kind = CHECK_KINDS.find((known) => known === row.check_kind)
  return {
    id: row.id,
    organisationId: row.organisation_id,
    status,
    createdAt: row.created_at,
    asked: askedIn(row),
    check: kind && row.check_note !== null ? { kind, note: row.check_note } : null,
    decidedAt: row.decided_at,
    refusedBecause: row.refused_because,
  }
}

function askedIn({ name, address, telephone, explanation, asked_at: at }: Selectable<AccessLinkRequests>) {
  return name !== null && address !== null && at !== null
    ? { name, address, telephone, explanation: explanation ?? '', at }
    : null
}
