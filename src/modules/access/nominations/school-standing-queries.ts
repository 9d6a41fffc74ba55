import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { eligibilityOn, type School, schoolById } from '../../directory/public.ts'

/** A school and whether it may use the service on a day. */
export type SchoolStanding = { readonly school: School; readonly eligible: boolean }

/** The school's standing on the day; null when there is no such school. */
export async function schoolStanding(
  reader: Reader,
  organisationId: string,
  day: Temporal.PlainDate,
): Promise<SchoolStanding | null> {
  const school = await schoolById(reader, organisationId)
  return school ? { school, eligible: (await eligibilityOn(reader, school, day)).eligible } : null
}
