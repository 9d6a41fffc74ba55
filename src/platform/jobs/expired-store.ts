import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '../db/database.ts'
import { deleteExpiredDrafts } from '../drafts/drafts-store.ts'
import { forgetOldCounts } from '../rate-limits/rate-limits-store.ts'
import { IDEMPOTENCY_KEYS, SESSIONS } from './retention-rules.ts'

export type Removed = {
  readonly drafts: number
  readonly idempotencyKeys: number
  readonly rateLimits: number
  readonly sessions: number
}

/** Deletes what its retention rule says is over. Answers how many rows of each. */
export async function deleteExpired(tx: Tx, now: Temporal.Instant): Promise<Removed> {
  const keys = await tx
    .deleteFrom('platform.idempotency_keys')
    .where('created_at', '<=', now.subtract(IDEMPOTENCY_KEYS))
    .executeTakeFirst()
  const sessions = await tx
    .deleteFrom('platform.sessions')
    .where((is) =>
      is.or([is('expires_at', '<=', now.subtract(SESSIONS)), is('ended_at', '<=', now.subtract(SESSIONS))]),
    )
    .executeTakeFirst()
  return {
    drafts: await deleteExpiredDrafts(tx, now),
    idempotencyKeys: Number(keys.numDeletedRows),
    rateLimits: await forgetOldCounts(tx, now),
    sessions: Number(sessions.numDeletedRows),
  }
}
