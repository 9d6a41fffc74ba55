import type { Reader } from '#src/platform/db/database.ts'
import { COHORT_FUNDING, type CohortFunding } from '../courses/cohort.ts'
import { type Course, courseText } from '../courses/course.ts'
import { allCourses } from '../courses/courses-queries.ts'
import type { Registration } from '../registrations/registration.ts'

/** What a registration is for, and what was decided of its funding. */
export type Footing = {
  readonly course: Course
  /** The course as people say it. */
  readonly courseName: string
  readonly cohortName: string
  readonly cohortFunding: CohortFunding
  /** Whether the funding decision that counts says that it is funded: what providers know as `eligible_for_funding`. */
  readonly isEligible: boolean
}

/** The course, the cohort and the decision of a registration. Two queries. */
export async function footingOf(
  reader: Reader,
  { course: identifier, cohort, decisionId }: Pick<Registration, 'course' | 'cohort' | 'decisionId'>,
): Promise<Footing> {
  const row = await reader
    .selectFrom('npq.cohorts as cohort')
    .innerJoin('npq.funding_decisions as decision', (join) => join.on('decision.id', '=', decisionId))
    .select(['cohort.name', 'cohort.funding', 'decision.result'])
    .where('cohort.identifier', '=', cohort)
    .executeTakeFirstOrThrow()
  const course = (await allCourses(reader)).get(identifier)
  const cohortFunding = COHORT_FUNDING.find((known) => known === row.funding)
  if (!course || !cohortFunding) throw new Error(`${identifier} or ${cohort} is not known`)
  return {
    course,
    courseName: courseText(course),
    cohortName: row.name,
    cohortFunding,
    isEligible: row.result === 'funded',
  }
}

type Which = {
  readonly personIds: readonly string[]
  readonly courses: readonly string[]
  readonly cohort: string
  readonly except: string
}

/** The registrations of people for any of the courses in the cohort, in the order in which they are locked. */
export const siblingIds = async (reader: Reader, { personIds, courses, cohort, except }: Which) =>
  (
    await reader
      .selectFrom('npq.registrations')
      .select('id')
      .where('person_id', 'in', [...personIds])
      .where('course_identifier', 'in', [...courses])
      .where('cohort', '=', cohort)
      .where('id', '<>', except)
      .orderBy('id')
      .execute()
  ).map(({ id }) => id)

/** Of those registrations, one that is accepted and not withdrawn from; null when there is none. */
export const acceptedAmong = async (reader: Reader, which: Which): Promise<string | null> =>
  which.personIds.length === 0
    ? null
    : ((
        await reader
          .selectFrom('npq.registrations')
          .select('id')
          .where('person_id', 'in', [...which.personIds])
          .where('course_identifier', 'in', [...which.courses])
          .where('cohort', '=', which.cohort)
          .where('id', '<>', which.except)
          .where('status', '=', 'accepted')
          .where('training_status', '<>', 'withdrawn')
          .executeTakeFirst()
      )?.id ?? null)
