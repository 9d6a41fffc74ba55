import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { COHORT_FUNDING, type Cohort, type CohortFunding } from './cohort.ts'
import { COURSE_KINDS, type Course, CourseIdentifier } from './course.ts'

/** Every course by its identifier, also those that are not offered any more. */
export async function allCourses(reader: Reader): Promise<ReadonlyMap<string, Course>> {
  const rows = await reader.selectFrom('npq.courses').selectAll().orderBy('position').execute()
  return new Map(rows.map((row) => [row.identifier, courseFrom(row)]))
}

/** The courses that at least one provider delivers in the cohort, in the order of the list. */
export async function coursesOffered(reader: Reader, cohort: string): Promise<readonly Course[]> {
  const rows = await reader
    .selectFrom('npq.courses as course')
    .selectAll('course')
    .where('is_offered', '=', true)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('npq.course_offers as offer')
          .select('offer.cohort')
          .whereRef('offer.course_identifier', '=', 'course.identifier')
          .where('offer.cohort', '=', cohort)
          .where('offer.withdrawn_at', 'is', null),
      ),
    )
    .orderBy('position')
    .execute()
  return rows.map(courseFrom)
}

/** The ids of the providers that deliver the course in the cohort, with what to say of the offer. */
export const offersOf = async (reader: Reader, offer: { readonly course: string; readonly cohort: string }) =>
  reader
    .selectFrom('npq.course_offers')
    .select(['provider_id as providerId', 'hint'])
    .where('course_identifier', '=', offer.course)
    .where('cohort', '=', offer.cohort)
    .where('withdrawn_at', 'is', null)
    .execute()

/** Every offer of a cohort. */
export const offersOfCohort = async (reader: Reader, cohort: string) =>
  reader
    .selectFrom('npq.course_offers')
    .select(['course_identifier as course', 'provider_id as providerId'])
    .where('cohort', '=', cohort)
    .where('withdrawn_at', 'is', null)
    .execute()

/** All cohorts, newest first, and whether people may register for each on the day. */
export async function cohortsOn(reader: Reader, day: Temporal.PlainDate): Promise<readonly Cohort[]> {
  const rows = await reader
    .selectFrom('npq.cohorts')
    .select(['identifier', 'year', 'suffix', 'name', 'hint', 'funding', 'starts_on'])
    .select(sql<boolean>`registration @> ${day}::date`.as('is_open'))
    .orderBy('identifier', 'desc')
    .execute()
  return rows.map(({ starts_on, is_open, funding, ...row }) => ({
    ...row,
    startsOn: starts_on,
    isOpen: is_open,
    funding: fundingFrom(funding),
  }))
}

function courseFrom(row: {
  identifier: string
  short_code: string
  name: string
  kind: string
  has_outcome: boolean
}): Course {
  const kind = COURSE_KINDS.find((known) => known === row.kind)
  if (!kind) throw new Error(`${row.kind} is no kind of course`)
  return {
    identifier: CourseIdentifier.parse(row.identifier),
    shortCode: row.short_code,
    name: row.name,
    kind,
    hasOutcome: row.has_outcome,
  }
}

function fundingFrom(text: string): CohortFunding {
  const funding = COHORT_FUNDING.find((known) => known === text)
  if (!funding) throw new Error(`${text} is no funding of a cohort`)
  return funding
}
