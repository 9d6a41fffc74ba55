import type { Temporal } from '#src/kit/dates.ts'
import type { Database, Reader } from '../db/database.ts'
import type { SignInMethod } from '../http/route.ts'
import { newId } from '../ids.ts'
import { hashOfSecret, newSecret } from './secrets.ts'
import {
  ABSOLUTE,
  type Beginning,
  isBefore,
  isDueToBeSeen,
  isLive,
  type SessionFacts,
  VIEW_AS,
} from './session-rules.ts'

export type Session = SessionFacts & { readonly id: string }

type NewSession = {
  readonly accountId: string
  readonly method: SignInMethod
  readonly userAgent: string
  readonly now: Temporal.Instant
  readonly beginning?: Beginning | undefined
}

/** A session with a fresh secret, which is answered once and stored only as a hash. */
export async function startSession(db: Reader, { accountId, method, userAgent, now, beginning = {} }: NewSession) {
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
      proved_at: beginning.provedAt ?? now,
      acting_for: beginning.actingFor ?? null,
      door: beginning.cameBy?.door ?? null,
      id_token: beginning.cameBy?.sealedIdToken ?? null,
    })
    .execute()
  return { id, secret }
}

/** The live session that a secret opens, or null. Notes that it was used, at most once a minute. */
export async function findSession(db: Database, secret: string, now: Temporal.Instant): Promise<Session | null> {
  const row = await db
    .selectFrom('platform.sessions')
    .select(['id', 'account_id', 'acting_for', 'proved_at', 'last_seen_at', 'expires_at', 'ended_at'])
    .select(['view_as', 'view_as_reason', 'view_as_until'])
    .where('token_hash', '=', hashOfSecret(secret))
    .executeTakeFirst()
  if (!row || !isLive(row, now)) return null
  if (isDueToBeSeen(row, now)) await noteSeen(db, row.id, now)
  return {
    id: row.id,
    accountId: row.account_id,
    actingFor: row.acting_for,
    viewAs: viewedIn(row, now),
    provedAt: row.proved_at,
  }
}

type Viewing = {
  readonly view_as: string | null
  readonly view_as_reason: string | null
  readonly view_as_until: Temporal.Instant | null
}

/** Derived from its end, so that nothing has to run for it to end. */
function viewedIn({ view_as, view_as_reason, view_as_until }: Viewing, now: Temporal.Instant): Session['viewAs'] {
  if (view_as === null || view_as_reason === null || view_as_until === null) return null
  return isBefore(now, view_as_until) ? { accountId: view_as, reason: view_as_reason } : null
}

type StartViewing = {
  readonly sessionId: string
  /** Whose session it is: somebody else's session is never touched. */
  readonly accountId: string
  readonly viewAs: string
  readonly reason: string
  readonly now: Temporal.Instant
}

/** From its next request on, the session looks through another account's eyes. Answers until when, or null for no session. */
export async function startViewing(db: Reader, { sessionId, accountId, viewAs, reason, now }: StartViewing) {
  const until = now.add(VIEW_AS)
  const { numUpdatedRows } = await db
    .updateTable('platform.sessions')
    .set({ view_as: viewAs, view_as_reason: reason, view_as_until: until })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? until : null
}

/** The session is its owner's own again. Answers whom it looked through, or null when it did not. */
export async function stopViewing(db: Reader, { sessionId, accountId }: Pick<StartViewing, 'sessionId' | 'accountId'>) {
  const row = await db
    .selectFrom('platform.sessions')
    .select('view_as')
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  await db
    .updateTable('platform.sessions')
    .set({ view_as: null, view_as_reason: null, view_as_until: null })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .execute()
  return row?.view_as ?? null
}

/** They have proved anew who they are, in the same session. Answers whether there is one. */
export async function proveSession(db: Reader, id: string, provedAt: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('platform.sessions')
    .set({ proved_at: provedAt })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
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

type EndAll = End & {
  /** The session that stays, of whoever does it. */
  readonly except?: string | null
}

/** Signs an account out everywhere, from its next request on. Answers how many sessions ended. */
export async function endSessionsOf(db: Reader, accountId: string, { because, now, except = null }: EndAll) {
  const ended = await db
    .updateTable('platform.sessions')
    .set({ ended_at: now, ended_because: because })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .$if(except !== null, (others) => others.where('id', '<>', except))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
