import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '../db/database.ts'
import { hashOfSecret } from './secrets.ts'
import { type CameBy, IDLE, isLive } from './session-rules.ts'

/** Why the session that a secret once opened was ended, or null: it was not, or there is none. */
export const whySessionEnded = async (reader: Reader, secret: string): Promise<string | null> =>
  (
    await reader
      .selectFrom('platform.sessions')
      .select('ended_because')
      .where('token_hash', '=', hashOfSecret(secret))
      .executeTakeFirst()
  )?.ended_because ?? null

/** A condition for queries of others: whether the account in this column has a session that still counts. */
export const isSignedIn = (accountColumn: string, now: Temporal.Instant) =>
  sql<boolean>`exists (
    select from platform.sessions as session
    where session.account_id = ${sql.ref(accountColumn)} and session.ended_at is null
      and session.expires_at > ${now}::timestamptz and session.last_seen_at > ${now.subtract(IDLE)}::timestamptz
  )`

const DOORS = ['staff', 'dfe-sign-in', 'one-login'] as const

/** The door that a session began at, or null when it began in another way. */
export async function doorOfSession(reader: Reader, id: string): Promise<CameBy | null> {
  const row = await reader
    .selectFrom('platform.sessions')
    .select(['door', 'id_token as sealedIdToken'])
    .where('id', '=', id)
    .executeTakeFirst()
  const door = DOORS.find((known) => known === row?.door)
  return door && row?.sealedIdToken ? { door, sealedIdToken: row.sealedIdToken } : null
}

export type OwnSession = {
  readonly id: string
  readonly method: string
  readonly userAgent: string
  readonly startedAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant
  readonly live: boolean
  /** Null while it lasts, and when it ended by itself. */
  readonly endedBecause: string | null
}

/** The newest sign-ins of an account, with what is still open. Whoever has more than this open ends them all at once. */
export async function sessionsOf(
  reader: Reader,
  accountId: string,
  now: Temporal.Instant,
): Promise<readonly OwnSession[]> {
  const rows = await reader
    .selectFrom('platform.sessions')
    .select(['id', 'method', 'user_agent', 'created_at', 'last_seen_at', 'expires_at', 'ended_at', 'ended_because'])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    userAgent: row.user_agent,
    startedAt: row.created_at,
    lastUsedAt: row.last_seen_at,
    live: isLive(row, now),
    endedBecause: row.ended_because,
  }))
}

const MOST_SHOWN = 50
