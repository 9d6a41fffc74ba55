import type { Reader } from '#src/platform/db/database.ts'
import { organisationById, schoolById } from '../../directory/public.ts'
import type { OrganisationName } from '../emails/email-text.ts'

/** The organisation as messages and pages name it, or null when there is none. Two queries. */
export async function organisationName(reader: Reader, organisationId: string): Promise<OrganisationName | null> {
  const organisation = await organisationById(reader, organisationId)
  if (!organisation) return null
  const school = organisation.kind === 'school' ? await schoolById(reader, organisationId) : null
  return { id: organisation.id, name: organisation.name, urn: school?.urn ?? null }
}
