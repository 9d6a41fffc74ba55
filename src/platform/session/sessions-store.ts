import type { Temporal } from '#src/kit/dates.ts'
import type { Database, Reader } from '../db/database.ts'
import type { SignInMethod } from '../http/route.ts'
import { newId } from '../ids.ts'
import { hashOfSecret, newSecret } from './secrets.ts'
import { ABSOLUTE, isDueToBeSeen, isLive } from './session-rules.ts'

export type Session = { readonly id: string; readonly accountId: string }

type NewSession = {
  readonly accountId: string
  readonly method: SignInMethod
  readonly userAgent: string
  readonly now: Temporal.Instant
}

/** A session with a fresh secret, which is answered once and stored only as a hash. */
export async function startSession(db: Reader, { accountId, method, userAgent, now }: NewSession) {
  const secret = newSecret()
  const id = newId()
  await db
    .insertInto('platform.sessions')
    .values({
      id,
      token_hash: hashOfSecret(secret),
      account_id: accountId,
      method,
      user_agent: userAgent.slice(0, 300),
      created_at: now,
      last_seen_at: now,
      expires_at: now.add(ABSOLUTE),
    })
    .execute()
  return { id, secret }
}

/** The live session that a secret opens, or null. Notes that it was used, at most once a minute. */
export async function findSession(db: Database, secret: string, now: Temporal.Instant): Promise<Session | null> {
  const row = await db
    .selectFrom('platform.sessions')
    .select(['id', 'account_id', 'last_seen_at', 'expires_at', 'ended_at'])
    .where('token_hash', '=', hashOfSecret(secret))
    .executeTakeFirst()
  if (!row || !isLive(row, now)) return null
  if (isDueToBeSeen(row, now)) await noteSeen(db, row.id, now)
  return { id: row.id, accountId: row.account_id }
}

const noteSeen = (db: Database, id: string, now: Temporal.Instant) =>
  db
    .updateTable('platform.sessions')
    .set({ last_seen_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('last_seen_at', '<', now)
    .execute()

type End = { readonly because: string; readonly now: Temporal.Instant }

export const endSession = (db: Reader, id: string, { because, now }: End) =>
  db
    .updateTable('platform.sessions')
    .set({ ended_at: now, ended_because: because })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()

/** Signs an account out everywhere, from its next request on. Answers how many sessions ended. */
export async function endSessionsOf(db: Reader, accountId: string, { because, now }: End): Promise<number> {
  const ended = await db
    .updateTable('platform.sessions')
    .set({ ended_at: now, ended_because: because })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
