import type { Insertable, Updateable } from 'kysely'
import type { ClaimsDetailReports } from '#db/schema.ts'
import type { Tx } from '#src/platform/db/database.ts'

export const insertReport = async (tx: Tx, row: Insertable<ClaimsDetailReports>) =>
  tx.insertInto('claims.detail_reports').values(row).execute()

/** What staff did about a report that is locked. */
export const settleReport = async (
  tx: Tx,
  id: string,
  answer: Pick<Updateable<ClaimsDetailReports>, 'settled_at' | 'settled_by_name' | 'answer'>,
) => tx.updateTable('claims.detail_reports').set(answer).where('id', '=', id).execute()
