import type { Tx } from './db/database.ts'

/** Moves the platform's clock, for every process. The caller holds no production database: the row is not read there. */
export const moveClock = (tx: Tx, offsetSeconds: number) =>
  tx.updateTable('platform.clock').set({ offset_seconds: offsetSeconds }).execute()

/** Seconds between the machine's time and the platform's, held until the transaction ends. */
export const lockClock = async (tx: Tx): Promise<number> =>
  (await tx.selectFrom('platform.clock').select('offset_seconds').forUpdate().executeTakeFirstOrThrow()).offset_seconds
