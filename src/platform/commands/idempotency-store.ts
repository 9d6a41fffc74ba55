import type { Temporal } from '#src/kit/dates.ts'
import { Refused } from '#src/kit/result.ts'
import type { Tx } from '../db/database.ts'

type Repeat = { readonly key: string; readonly command: string; readonly hash: string; readonly now: Temporal.Instant }

/**
 * Claims the key, or answers what the first use of it answered. Of two at the same moment, the second waits for the first to
 * commit. The same key for something else is refused: it is a fault of the caller, not a repeat.
 */
export async function answerOf<Value>(tx: Tx, repeat: Repeat): Promise<{ value: Value } | null> {
  const claimed = await tx
    .insertInto('platform.idempotency_keys')
    .values({ key: repeat.key, command: repeat.command, input_hash: repeat.hash, created_at: repeat.now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst()
  if (claimed.numInsertedOrUpdatedRows === 1n) return null
  const first = await tx
    .selectFrom('platform.idempotency_keys')
    .select(['command', 'input_hash', 'value'])
    .where('key', '=', repeat.key)
    .executeTakeFirstOrThrow()
  if (first.command !== repeat.command || first.input_hash !== repeat.hash) {
    throw new Refused({ code: 'not-allowed', facts: { reason: 'key-used-for-something-else' } })
  }
  return { value: first.value as Value }
}

export const rememberAnswer = async (tx: Tx, repeat: Repeat, value: unknown) =>
  tx
    .updateTable('platform.idempotency_keys')
    .set({ value: JSON.stringify(value ?? null) })
    .where('key', '=', repeat.key)
    .execute()
