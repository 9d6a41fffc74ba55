import type { Reader } from '#src/platform/db/database.ts'
import type { Registration } from '../registrations/registration.ts'

type Delivery = Pick<Registration, 'course' | 'cohort' | 'providerId'>

/** Whether the provider delivers the course in the cohort, or did before it took no more registrations. */
export const deliveredBy = async (reader: Reader, { course, cohort, providerId }: Delivery): Promise<boolean> =>
  (await reader
    .selectFrom('npq.course_offers')
    .select('cohort')
    .where('course_identifier', '=', course)
    .where('cohort', '=', cohort)
    .where('provider_id', '=', providerId)
    .executeTakeFirst()) !== undefined
