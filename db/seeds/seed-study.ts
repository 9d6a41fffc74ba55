import { Temporal } from '#src/kit/dates.ts'
import { loadStudyBatch } from '#src/modules/npq/duplicates/study-factories.ts'
import type { Seeding } from './seeding.ts'

const BEGINS = Temporal.Instant.from('2025-09-01T00:00:00Z')
const COURSES = ['npq-headship', 'npq-leading-teaching', 'npq-senior-leadership', 'npq-leading-literacy', 'npq-senco']
const NAMES = ['Adaeze Obi', 'Bethan Lloyd', 'Connor Walsh', 'Dimitra Kosta', 'Ewan McRae', 'Fatou Diallo', 'Gita Rao']

/**
 * Two months of registrations of the service before, September and October 2025, shaped like the study of 2023: the report of
 * repeated registrations gives its figures for them. Once only: a second time there is nothing to add.
 */
export async function seedStudy({ db, log }: Seeding): Promise<void> {
  const earlier = await db
    .selectFrom('npq.submissions')
    .select('registration_id')
    .where('source', '=', 'previous-service')
    .limit(1)
    .executeTakeFirst()
  if (earlier) return log('The registrations of the study are there already')
  const providers = await db
    .selectFrom('directory.organisation_roles')
    .select('organisation_id as id')
    .where('role', '=', 'npq-provider')
    .orderBy('organisation_id')
    .execute()
  const schools = await db
    .selectFrom('directory.schools')
    .select(['organisation_id as id', 'name', 'urn'])
    .where('status_code', '=', '1')
    .orderBy('urn')
    .limit(200)
    .execute()
  const providerIds = providers.map(({ id }) => id)
  await loadStudyBatch(db, {
    ...{ batch: 0, from: BEGINS, cohort: '2025b', courses: COURSES, providerIds, schools, names: NAMES },
  })
  log('1,000 registrations of September and October 2025, for the report of repeated registrations')
}
