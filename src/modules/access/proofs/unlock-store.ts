import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { folded } from './proof-rules.ts'

/** Codes for the mailbox work again. Call it under the mailbox's lock. Answers how many wrong ones were forgotten. */
export async function forgetWrongCodes(tx: Tx, address: string): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('access.sign_in_failures')
    .where('folded', '=', folded(address))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** No sign-in message to the mailbox works any more. Call it under the mailbox's lock. */
export const revokeSignInMessages = async (tx: Tx, address: string, now: Temporal.Instant) =>
  tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', 'sign-in')
    .where(sql<string>`lower(address)`, '=', folded(address))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
