import type { Insertable } from 'kysely'
import type { ClaimsConditionsAcceptances } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'

/** Keeps who accepted. Answers false, and has written nothing, where the organisation has accepted that version already. */
export async function insertAcceptance(tx: Tx, row: Insertable<ClaimsConditionsAcceptances>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('claims.conditions_acceptances')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'version']).where('taken_back_at', 'is', null).doNothing(),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** It counts no more; that it was given stays known. */
export const takeBackAcceptanceOf = async (tx: Tx, acceptanceId: string, now: Temporal.Instant) =>
  tx.updateTable('claims.conditions_acceptances').set({ taken_back_at: now }).where('id', '=', acceptanceId).execute()
