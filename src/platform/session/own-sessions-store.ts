import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '../db/database.ts'

/** A session of an account's own. Somebody else's is never touched, whatever id is given. */
type Own = { readonly sessionId: string; readonly accountId: string }
type End = { readonly because: string; readonly now: Temporal.Instant }

/** From its next request on, the session acts for the organisation; null for none. False when it is not theirs. */
export async function actFor(db: Reader, { sessionId, accountId }: Own, organisationId: string | null) {
  const { numUpdatedRows } = await db
    .updateTable('platform.sessions')
    .set({ acting_for: organisationId })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends one session of the account. False when there is none to end. */
export async function endOwnSession(db: Reader, { sessionId, accountId }: Own, { because, now }: End) {
  const { numUpdatedRows } = await db
    .updateTable('platform.sessions')
    .set({ ended_at: now, ended_because: because })
    .where('id', '=', sessionId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends every session of the account but this one. Answers how many. */
export async function endOtherSessions(db: Reader, { sessionId, accountId }: Own, { because, now }: End) {
  const { numUpdatedRows } = await db
    .updateTable('platform.sessions')
    .set({ ended_at: now, ended_because: because })
    .where('account_id', '=', accountId)
    .where('id', '<>', sessionId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
