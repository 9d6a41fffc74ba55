import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import { type Assessment, assessFunding } from '../funding/assessment-queries.ts'
import { outcomeFrom } from '../funding/decisions-queries.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { FundingRules } from '../funding/funding-policy.ts'
import { ListVersionsColumn } from '../lists/lists-queries.ts'
import type { Registration } from '../registrations/registration.ts'
import type { WorkDetails } from '../work-details/work-details.ts'
import { versionFrom } from '../work-details/work-details-row.ts'

type Question = {
  readonly registration: Registration
  readonly cohortFunding: CohortFunding
  readonly course: CourseIdentifier
  readonly answers: CourseAnswers
  readonly now: Temporal.Instant
}

export type Reassessment = {
  readonly before: FundingOutcome
  readonly after: Assessment
  readonly work: WorkDetails
}

/**
 * What the funding of a registration would be for another course: by the version of the rules and lists that it was decided by,
 * not today's, and without counting itself as funding had before. Null where we do not hold those rules. At most five queries.
 */
export async function reassess(reader: Reader, question: Question): Promise<Reassessment | null> {
  const { registration, cohortFunding, course, answers, now } = question
  const { id, cohort, personId } = registration
  const basis = await basisOf(reader, registration)
  if (!basis) return null
  const work = versionFrom(basis).details
  const after = await assessFunding(reader, {
    policy: { version: basis.policy_version, cohort, rules: FundingRules.parse(basis.rules) },
    lists: ListVersionsColumn.parse(basis.list_versions),
    ...{ cohortFunding, course, work, answers, personId, exceptRegistrationId: id, now },
  })
  return { before: outcomeFrom(basis), after, work }
}

/** The decision that counts with the rules it was made by, and where the person works now. */
const basisOf = (reader: Reader, { id, cohort, decisionId }: Registration) =>
  reader
    .selectFrom('npq.funding_decisions as decision')
    .innerJoin('npq.funding_policies as policy', 'policy.version', 'decision.policy_version')
    .innerJoin('npq.work_details as work', (join) => join.on('work.registration_id', '=', id))
    .selectAll('work')
    .select(['decision.result', 'decision.reason', 'decision.list_versions', 'decision.policy_version', 'policy.rules'])
    .where('decision.id', '=', decisionId)
    .where('policy.cohort', '=', cohort)
    .orderBy('work.number', 'desc')
    .limit(1)
    .executeTakeFirst()
