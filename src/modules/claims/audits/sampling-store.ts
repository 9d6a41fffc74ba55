import { sql } from 'kysely'
import type { Tx } from '#src/platform/db/database.ts'

/** One sample of a window is drawn or sent at a time: two officers would draw the same claims. */
export async function lockSampling(tx: Tx, windowId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claims.sampling:${windowId}`}, 0))`.execute(tx)
}
