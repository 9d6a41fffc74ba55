import type { CohortFunding } from '../courses/cohort.ts'
import type { FundingOutcome, FundingReason } from '../funding/funding.ts'
import type { Registration } from '../registrations/registration.ts'

export type DecisionFacts = {
  readonly registration: Pick<Registration, 'fundedPlace'>
  readonly cohortFunding: CohortFunding
  readonly before: FundingOutcome
  /** Asked by staff: funded or not. */
  readonly isFunded: boolean
  /** A declaration that is submitted, eligible, payable or paid. */
  readonly hasCountingDeclaration: boolean
  /** The place is in doubt already. */
  readonly isInDoubt: boolean
}

export type DecisionPlan =
  | { readonly what: 'decide' }
  /** Eligibility is not taken away under a funded place or training that counts: staff settle that first. */
  | { readonly what: 'put-in-doubt' }
  | { readonly what: 'refuse'; readonly because: 'unchanged' | 'unfunded-cohort' | 'in-doubt-already' }

/** What follows from a decision of staff. Source: docs/rules/npq.md, "Decisions of staff". */
export function decisionPlan(facts: DecisionFacts): DecisionPlan {
  const { registration, cohortFunding, before, isFunded } = facts
  if (before.result === (isFunded ? 'funded' : 'not-funded')) return { what: 'refuse', because: 'unchanged' }
  if (isFunded) {
    return cohortFunding === 'zero' ? { what: 'refuse', because: 'unfunded-cohort' } : { what: 'decide' }
  }
  const isInUse = registration.fundedPlace === true || facts.hasCountingDeclaration
  if (before.result !== 'funded' || !isInUse) return { what: 'decide' }
  return facts.isInDoubt ? { what: 'refuse', because: 'in-doubt-already' } : { what: 'put-in-doubt' }
}

export const reasonOf = (isFunded: boolean): FundingReason =>
  isFunded ? 'marked_funded_by_policy' : 'marked_ineligible_by_policy'
