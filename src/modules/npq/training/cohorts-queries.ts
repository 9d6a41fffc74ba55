import type { Reader } from '#src/platform/db/database.ts'
import { COHORT_FUNDING, type CohortFunding } from '../courses/cohort.ts'
import { offersOf } from '../courses/courses-queries.ts'
import type { Registration } from '../registrations/registration.ts'

export type CohortAsked = { readonly identifier: string; readonly name: string; readonly funding: CohortFunding }

/**
 * The cohorts that a provider may mean by "2026" or "2026b", its participant's own first. Without a word it means their own.
 */
export async function cohortsMeant(
  reader: Reader,
  { own, asked }: { readonly own: string; readonly asked: string | null },
): Promise<readonly CohortAsked[]> {
  const rows = await reader
    .selectFrom('npq.cohorts')
    .select(['identifier', 'name', 'funding'])
    .where('identifier', 'like', `${asked ?? own}%`)
    .orderBy(({ eb }) => eb('identifier', '<>', own))
    .orderBy('identifier')
    .execute()
  return rows.flatMap(({ funding, ...row }) => {
    const known = COHORT_FUNDING.find((candidate) => candidate === funding)
    return known ? [{ ...row, funding: known }] : []
  })
}

/** Whether the registration's provider delivers its course in another cohort. */
export const deliversIn = async (
  reader: Reader,
  { course, providerId }: Pick<Registration, 'course' | 'providerId'>,
  cohort: string,
): Promise<boolean> => (await offersOf(reader, { course, cohort })).some((offer) => offer.providerId === providerId)

type Others = Pick<Registration, 'id' | 'personId'> & { readonly courses: readonly string[]; readonly cohort: string }

/** Whether the person has another live registration for one of the courses in a cohort. */
export const hasLiveIn = async (reader: Reader, { id, personId, courses, cohort }: Others): Promise<boolean> =>
  (await reader
    .selectFrom('npq.registrations')
    .select('id')
    .where('person_id', '=', personId)
    .where('course_identifier', 'in', [...courses])
    .where('cohort', '=', cohort)
    .where('id', '<>', id)
    .where('status', 'in', ['pending', 'accepted'])
    .where(({ eb }) => eb('training_status', 'is distinct from', 'withdrawn'))
    .executeTakeFirst()) !== undefined
