import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import { assessFunding } from '../funding/assessment-queries.ts'
import { insertDecision } from '../funding/decisions-store.ts'
import { policyInForce } from '../funding/policies-queries.ts'
import { listsInForce } from '../lists/lists-queries.ts'
import type { Registration } from '../registrations/registration.ts'
import { workDetailsOf } from '../work-details/work-details-queries.ts'

type Moving = {
  readonly registration: Registration
  readonly cohort: string
  readonly cohortFunding: CohortFunding
  readonly now: Temporal.Instant
}

/**
 * Decides the funding of a registration anew by the rules of the cohort that it moves to. Null where we hold no rules of that
 * cohort, or do not know where the participant works: then the decision that there is stays.
 */
export async function decideInCohort(tx: Tx, { registration, cohort, cohortFunding, now }: Moving) {
  const policy = await policyInForce(tx, { cohort, at: now })
  const work = (await workDetailsOf(tx, registration.id))[0]
  if (!policy || !work) return null
  const { id, course, answers, personId } = registration
  const assessment = await assessFunding(tx, {
    ...{
      policy,
      lists: await listsInForce(tx, now),
      cohortFunding,
      course,
      work: work.details,
      answers,
      personId,
      now,
    },
    exceptRegistrationId: id,
  })
  return {
    decisionId: await insertDecision(tx, { registrationId: id, assessment, now }),
    isEligible: assessment.result === 'funded',
  }
}
