import { organisationById, schoolById } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { EmployerSnapshot, WorkDetails } from './work-details.ts'

/** The employer as the registers know it now, to keep beside the answer; null where no register knows it. */
export async function employerNow(reader: Reader, details: WorkDetails): Promise<EmployerSnapshot | null> {
  if ('organisationId' in details) return organisationNow(reader, details.organisationId)
  if ('ittProviderId' in details) return organisationNow(reader, details.ittProviderId)
  if ('childcareUrn' in details && details.childcareUrn !== null) return childcareNow(reader, details.childcareUrn)
  return null
}

async function organisationNow(reader: Reader, id: string): Promise<EmployerSnapshot | null> {
  const school = await schoolById(reader, id)
  if (school) {
    const { name, urn, ukprn, typeCode, typeName, statusName, addressLines } = school
    return { name, urn, ukprn, typeCode, typeName, statusName, address: addressLines }
  }
  const organisation = await organisationById(reader, id)
  return organisation ? { ...NOTHING_ELSE, name: organisation.name, ukprn: organisation.ukprn } : null
}

async function childcareNow(reader: Reader, urn: string): Promise<EmployerSnapshot | null> {
  const row = await reader
    .selectFrom('npq.childcare_providers')
    .select(['name', 'street', 'town', 'postcode', 'status'])
    .where('urn', '=', urn)
    .executeTakeFirst()
  if (!row) return null
  const address = [row.street, row.town, row.postcode].filter((line) => line !== null)
  return { ...NOTHING_ELSE, name: row.name, urn, statusName: row.status, address }
}

const NOTHING_ELSE = { urn: null, ukprn: null, typeCode: null, typeName: null, statusName: null, address: [] } as const
