import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '../db/database.ts'
import { isLive } from './session-rules.ts'

export type SessionSummary = { readonly live: number; readonly lastStartedAt: Temporal.Instant | null }

/** How many browsers an account is signed in with now, and when it last signed in. */
export async function sessionSummary(
  reader: Reader,
  accountId: string,
  now: Temporal.Instant,
): Promise<SessionSummary> {
  const newestFirst = await reader
    .selectFrom('platform.sessions')
    .select(['created_at', 'last_seen_at', 'expires_at', 'ended_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .limit(MOST_SESSIONS)
    .execute()
  return {
    live: newestFirst.filter((session) => isLive(session, now)).length,
    lastStartedAt: newestFirst[0]?.created_at ?? null,
  }
}

/** A session lasts 12 hours at most: nobody starts more than this in that time. */
const MOST_SESSIONS = 200
