import type { Reader } from '#src/platform/db/database.ts'
import type { Registration } from './registration.ts'
import { registrationFrom } from './registration-row.ts'

/** Registrations with their current provider. */
const registrations = (reader: Reader) =>
  reader
    .selectFrom('npq.registrations as registration')
    .innerJoin('npq.registration_providers as provider', (join) =>
      join.onRef('provider.registration_id', '=', 'registration.id').on('provider.unassigned_at', 'is', null),
    )
    .selectAll('registration')
    .select('provider.provider_id')

export async function registrationById(reader: Reader, id: string): Promise<Registration | null> {
  const row = await registrations(reader).where('registration.id', '=', id).executeTakeFirst()
  return row ? registrationFrom(row) : null
}

/** All of a person's registrations, newest first. */
export async function registrationsOf(reader: Reader, personId: string): Promise<readonly Registration[]> {
  const rows = await registrations(reader)
    .where('registration.person_id', '=', personId)
    .orderBy('registration.created_at', 'desc')
    .orderBy('registration.id', 'desc')
    .execute()
  return rows.map(registrationFrom)
}
