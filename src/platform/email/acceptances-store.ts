import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Database } from '../db/database.ts'
import { nextCheck } from './email-rules.ts'
import { messageStates } from './message-states.ts'

type Acceptance = {
  readonly messageId: string
  readonly providerId: string
  readonly at: Temporal.Instant
}

/**
 * The provider has the message: never to be sent again, whoever holds its lease. A body with a sign-in secret is dropped.
 * A callback may have been quicker and settled it; then only what is still missing is filled in.
 */
export async function recordAcceptance(db: Database, { messageId, providerId, at }: Acceptance): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      update platform.messages set
        status = case when status = any(${messageStates.from('accept')}) then ${messageStates.table.accept.to} else status end,
        provider_id = coalesce(provider_id, ${providerId}), sent_at = coalesce(sent_at, ${at}),
        next_attempt_at = ${nextCheck(at, at)}, leased_until = null, last_error = null,
        body = case when holds_secret then null else body end
      where id = ${messageId}
    `.execute(tx)
    await tx
      .insertInto('platform.message_deliveries')
      .values({ message_id: messageId, source: 'transport', status: 'accepted', occurred_at: at, received_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  })
}
