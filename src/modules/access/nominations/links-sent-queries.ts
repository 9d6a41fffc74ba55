import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { NOMINATION_CHANNELS, type NominationChannel } from '../proofs/proof.ts'

export type LinkSent = {
  readonly id: string
  readonly address: string
  readonly channel: NominationChannel | null
  readonly sentAt: Temporal.Instant
  readonly openedAt: Temporal.Instant | null
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
  readonly expiresAt: Temporal.Instant
}

/** The newest nomination links of a school and what was done with them, for staff: it names addresses. One query. */
export async function linksSent(reader: Reader, organisationId: string, limit: number): Promise<readonly LinkSent[]> {
  const rows = await reader
    .selectFrom('access.proofs')
    .select(['id', 'address', 'channel', 'created_at as sentAt', 'opened_at as openedAt', 'used_at as usedAt'])
    .select(['revoked_at as revokedAt', 'expires_at as expiresAt'])
    .where('purpose', '=', 'nomination')
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, channel: NOMINATION_CHANNELS.find((known) => known === row.channel) ?? null }))
}
