import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'

type Waiting = { readonly accountId: string; readonly trn: string; readonly now: Temporal.Instant }

/** The number alone waits; one for each account, the newest. */
export const keepWaiting = async (tx: Tx, { accountId, trn, now }: Waiting) =>
  tx
    .insertInto('access.waiting_numbers')
    .values({ account_id: accountId, trn, asked_at: now, tried_at: now })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ trn, asked_at: now, tried_at: now }))
    .execute()

/** The number that an account waits for, taken off the list; null when none waits. */
export async function takeWaiting(tx: Tx, accountId: string): Promise<string | null> {
  const row = await tx
    .deleteFrom('access.waiting_numbers')
    .where('account_id', '=', accountId)
    .returning('trn')
    .executeTakeFirst()
  return row?.trn ?? null
}

/** Those that have waited longest since they were last asked about. */
export const waitingNumbers = async (reader: Reader, most: number) =>
  reader
    .selectFrom('access.waiting_numbers')
    .select(['account_id as accountId', 'trn', 'asked_at as askedAt'])
    .orderBy('tried_at')
    .orderBy('account_id')
    .limit(most)
    .execute()
