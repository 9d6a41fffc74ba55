import type { Cohort } from '../courses/cohort.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { CourseAnswers } from '../courses/course-answers.ts'
import type { FundingOutcome } from '../funding/funding.ts'
import { choicesFor } from '../funding/outcome-rules.ts'
import { type FundingChoice, isLive, type Registration } from '../registrations/registration.ts'
import type { WorkDetails } from '../work-details/work-details.ts'

/** Working days in which a provider should answer. Source: what teachers asked to be told, design history of July 2026. */
export const PROVIDER_ANSWER_DAYS = 5

/** The headship NPQ and the coaching that goes with it: whoever does one may register for the other beside it. */
const PAIR: readonly CourseIdentifier[] = ['npq-headship', 'npq-early-headship-coaching-offer']

type Held = Pick<Registration, 'id' | 'course' | 'cohort' | 'status' | 'trainingStatus'>
type Wanted = { readonly course: CourseIdentifier; readonly cohort: string }

/** The live registration for the same course and cohort, which stands in the way of another; null for none. */
export const heldAlready = <One extends Held>(registrations: readonly One[], { course, cohort }: Wanted): One | null =>
  registrations.find((one) => isLive(one) && one.course === course && one.cohort === cohort) ?? null

/** Pending registrations for other courses of the cohort, which the new one may be meant to replace. */
export const perhapsReplaced = <One extends Held>(
  registrations: readonly One[],
  { course, cohort }: Wanted,
): readonly One[] =>
  registrations.filter(
    (one) =>
      one.status === 'pending' &&
      one.cohort === cohort &&
      one.course !== course &&
      !(PAIR.includes(one.course) && PAIR.includes(course)),
  )

/** What was shown of funding, in one word: another outcome, reason or version of the rules is another. */
export const fundingShown = (outcome: FundingOutcome & { readonly policyVersion: string }): string =>
  [outcome.result, outcome.reason, outcome.policyVersion].join(' ')

/** Whether the course takes somebody with these answers; the journey stops them before. */
export const takes = (course: CourseIdentifier, answers: CourseAnswers): boolean => {
  if (course === 'npq-early-headship-coaching-offer')
    return answers.npqhStatus !== undefined && answers.npqhStatus !== 'none'
  if (course !== 'npq-leading-primary-mathematics') return true
  if (answers.mathsTeachingForMastery === true) return true
  return answers.mathsApproach !== undefined && answers.mathsApproach !== 'cannot_show'
}

/** Whether who pays has been said where it must be, by a choice that makes sense there. */
export const isPaidFor = (outcome: FundingOutcome, work: WorkDetails, choice: FundingChoice | null): boolean =>
  outcome.result !== 'not-funded' || (choice !== null && choicesFor(work).includes(choice))

/** Nobody is offered a funded place where the cohort has no funding; elsewhere the provider has yet to say. */
export const firstFundedPlace = ({ funding }: Pick<Cohort, 'funding'>): false | null =>
  funding === 'zero' ? false : null
