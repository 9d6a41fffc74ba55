import type { Reader } from '#src/platform/db/database.ts'
import { schoolById } from '../../directory/public.ts'
import type { SchoolName } from '../emails/email-text.ts'

/** The school as messages and events name it, open or not: what was done to it can be taken back after it has closed. */
export async function schoolOf(reader: Reader, organisationId: string): Promise<SchoolName | null> {
  const school = await schoolById(reader, organisationId)
  return school && { id: school.id, name: school.name, urn: school.urn }
}
