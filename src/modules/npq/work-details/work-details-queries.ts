import type { Reader } from '#src/platform/db/database.ts'
import type { WorkDetailsVersion } from './work-details.ts'
import { versionFrom } from './work-details-row.ts'

/** Every version of a registration's work details, newest first: the first is what counts. */
export async function workDetailsOf(reader: Reader, registrationId: string): Promise<readonly WorkDetailsVersion[]> {
  const rows = await reader
    .selectFrom('npq.work_details')
    .selectAll()
    .where('registration_id', '=', registrationId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(versionFrom)
}

/** What a person told us last of where they work, for any of their registrations or none; null when they never did. */
export async function latestWorkOf(reader: Reader, personId: string): Promise<WorkDetailsVersion | null> {
  const row = await reader
    .selectFrom('npq.work_details')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('recorded_at', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? versionFrom(row) : null
}
