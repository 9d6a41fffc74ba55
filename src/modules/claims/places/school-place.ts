import type { WebRequest } from '#src/platform/http/route.ts'
import { type School, schoolById } from '../../directory/public.ts'

/** A school in an address, as the policies of claims judge it. */
export type SchoolPlace = { readonly schoolId: string; readonly school: School }

/** For `load`: the school of the address, or null where the organisation is another kind. One query. */
export async function schoolOfAddress({ db, params }: Pick<WebRequest, 'db' | 'params'>): Promise<SchoolPlace | null> {
  const school = await schoolById(db, params['organisationId'] ?? '')
  return school ? { schoolId: school.id, school } : null
}
