import type { Insertable, Updateable } from 'kysely'
import type { ClaimsInformationRequests } from '#db/schema.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { InformationRequest } from './information-request.ts'
import { requestFrom } from './request-row.ts'

/** A request, locked until the transaction ends; null where there is none. */
export async function lockRequest(tx: Tx, id: string): Promise<InformationRequest | null> {
  const row = await tx
    .selectFrom('claims.information_requests')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? requestFrom(row) : null
}

export const insertRequest = async (tx: Tx, row: Insertable<ClaimsInformationRequests>) =>
  tx.insertInto('claims.information_requests').values(row).execute()

/** Changes a request that is locked and counts the revision. */
export const saveRequest = async (
  tx: Tx,
  id: string,
  columns: Omit<Updateable<ClaimsInformationRequests>, 'id' | 'revision'>,
) =>
  tx
    .updateTable('claims.information_requests')
    .set(columns)
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
