import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { COHORT_FUNDING, type CohortFunding } from '../courses/cohort.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import { type Assessment, assessFunding } from '../funding/assessment-queries.ts'
import { outcomeFrom } from '../funding/decisions-queries.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { type FundingPolicy, FundingRules } from '../funding/funding-policy.ts'
import { newestPlaceRules } from '../funding/newest-rules-queries.ts'
import type { ListVersions } from '../lists/eligibility-list.ts'
import { ListVersionsColumn } from '../lists/lists-queries.ts'
import type { FundingEffect } from '../registrations/change-rules.ts'
import type { Registration } from '../registrations/registration.ts'
import type { WorkDetails } from '../work-details/work-details.ts'
import type { WorkplaceRules } from '../workplaces/workplace-rules.ts'
import { isSameFacts, type WorkChangeKind } from './work-change-rules.ts'

/** The decision that a registration stands on, with the rules and lists that it was made by: funding is looked at again by these. */
export type Pinned = {
  readonly outcome: FundingOutcome
  readonly isByStaff: boolean
  readonly inputs: object
  /** Null where we do not hold the rules: nothing can be looked at again then. */
  readonly policy: FundingPolicy | null
  /** Which workplaces are open and in England: by those rules, or by the newest where we do not hold them. */
  readonly placeRules: WorkplaceRules
  readonly lists: ListVersions
  readonly cohortFunding: CohortFunding
}

/** One query; two where we do not hold the rules. */
export async function pinnedRulesOf(
  reader: Reader,
  { decisionId, cohort, now }: Pick<Registration, 'decisionId' | 'cohort'> & { readonly now: Temporal.Instant },
): Promise<Pinned> {
  const row = await reader
    .selectFrom('npq.funding_decisions as decision')
    .innerJoin('npq.cohorts as cohort', (join) => join.on('cohort.identifier', '=', cohort))
    .leftJoin('npq.funding_policies as policy', (join) =>
      join.onRef('policy.version', '=', 'decision.policy_version').on('policy.cohort', '=', cohort),
    )
    .select(['decision.result', 'decision.reason', 'decision.decided_by', 'decision.inputs', 'decision.list_versions'])
    .select(['decision.policy_version', 'policy.rules', 'cohort.funding'])
    .where('decision.id', '=', decisionId)
    .executeTakeFirstOrThrow()
  const cohortFunding = COHORT_FUNDING.find((known) => known === row.funding)
  if (!cohortFunding) throw new Error(`${row.funding} is no funding of a cohort`)
  const rules = row.rules === null ? null : FundingRules.parse(row.rules)
  return {
    outcome: outcomeFrom(row),
    isByStaff: row.decided_by === 'staff',
    inputs: typeof row.inputs === 'object' && row.inputs !== null ? row.inputs : {},
    policy: rules && { version: row.policy_version, cohort, rules },
    placeRules: rules ?? (await newestPlaceRules(reader, now)),
    lists: ListVersionsColumn.parse(row.list_versions),
    cohortFunding,
  }
}

type Question = {
  readonly registration: Pick<Registration, 'id' | 'personId' | 'course'>
  readonly pinned: Pinned
  readonly effect: FundingEffect
  readonly work: WorkDetails
  readonly answers: CourseAnswers
  /** Null while it has not been said: then a decision of staff does not stand by itself. */
  readonly kind: WorkChangeKind | null
  readonly now: Temporal.Instant
}

export type Reassessed = {
  readonly effect: FundingEffect
  readonly before: FundingOutcome
  /** What the rules say; null where we do not hold them. Kept for audit also where funding is fixed. */
  readonly assessed: Assessment | null
  readonly staysDecided: boolean
}

/**
 * What the rules of the registration's own decision say of other work details: its policy version and its lists, whatever has come
 * since, and without counting itself as funding had before. At most five queries; writes nothing.
 */
export async function reassess(reader: Reader, question: Question): Promise<Reassessed> {
  const { registration, pinned, effect, work, answers, now } = question
  const { policy, lists, cohortFunding, outcome: before } = pinned
  if (policy === null) return { effect: 'frozen', before, assessed: null, staysDecided: false }
  const { id, personId, course } = registration
  const assessed = await assessFunding(reader, {
    ...{ policy, lists, cohortFunding, course, work, answers, personId, now },
    exceptRegistrationId: id,
  })
  const staysDecided = pinned.isByStaff && question.kind === 'correction' && isSameFacts(pinned.inputs, assessed.facts)
  return { effect, before, assessed, staysDecided }
}
