import type { Reader } from '#src/platform/db/database.ts'
import type { ChangeRequest } from './change-request.ts'
import { requestFrom } from './change-request-row.ts'

export async function requestById(reader: Reader, id: string): Promise<ChangeRequest | null> {
  const row = await reader.selectFrom('npq.change_requests').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? requestFrom(row) : null
}

/** What was asked last for a registration, answered or not; null when nothing ever was. */
export async function newestRequestOf(reader: Reader, registrationId: string): Promise<ChangeRequest | null> {
  const row = await reader
    .selectFrom('npq.change_requests')
    .selectAll()
    .where('registration_id', '=', registrationId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? requestFrom(row) : null
}

/** Whether the provider of a registration, or its course, was ever changed. */
export const wasChanged = async (reader: Reader, registrationId: string): Promise<boolean> =>
  (await reader
    .selectFrom('npq.changes')
    .select('id')
    .where('registration_id', '=', registrationId)
    .where('kind', 'in', ['course-changed', 'provider-changed'])
    .limit(1)
    .executeTakeFirst()) !== undefined
