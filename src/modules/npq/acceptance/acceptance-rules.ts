import type { CohortFunding } from '../courses/cohort.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type { RegistrationStatus, TrainingStatus } from '../registrations/registration-states.ts'

/**
 * Courses that count as one when a provider accepts: nobody is on both in a cohort. The coaching offer took the place of the
 * support offer. Source: accept rules of the providers' API (docs/rules/npq.md, "What a provider decides").
 */
const COUNT_AS_ONE: readonly (readonly CourseIdentifier[])[] = [
  ['npq-early-headship-coaching-offer', 'npq-additional-support-offer'],
]

/** The course with those that count as one with it. */
export const sameCourseAs = (course: CourseIdentifier): readonly CourseIdentifier[] =>
  COUNT_AS_ONE.find((group) => group.includes(course)) ?? [course]

type States = { readonly status: RegistrationStatus; readonly trainingStatus: TrainingStatus | null }

/** Whether somebody is on a course by it: accepted, and not withdrawn from training. */
export const isOnCourse = ({ status, trainingStatus }: States): boolean =>
  status === 'accepted' && trainingStatus !== 'withdrawn'

export type AcceptanceFacts = {
  readonly status: RegistrationStatus
  readonly cohortFunding: CohortFunding
  /** Whether the funding decision that counts says so. */
  readonly isEligible: boolean
  /** The same person has another accepted registration, not withdrawn, for the course and cohort. */
  readonly hasOtherAccepted: boolean
  /** Somebody else who gave the same teacher reference number has one: most likely the same human. */
  readonly hasLikelyDuplicate: boolean
}

const OVER = {
  pending: null,
  accepted: 'already-accepted',
  rejected: 'was-rejected',
  withdrawn: 'was-withdrawn',
  expired: 'has-expired',
} as const satisfies Readonly<Record<RegistrationStatus, string | null>>

/** Why a registration cannot be accepted whatever the provider says of the place; null when it can. */
export function whyNotAccepted(facts: AcceptanceFacts) {
  const over = OVER[facts.status]
  if (over !== null) return over
  if (facts.hasOtherAccepted) return 'other-accepted'
  return facts.hasLikelyDuplicate ? 'likely-duplicate' : null
}

type Place =
  | { readonly ok: true; readonly fundedPlace: boolean | null }
  | {
      readonly ok: false
      readonly because: 'funded-place-missing' | 'funded-place-not-eligible' | 'funded-place-must-be-false'
    }

type Asked = Pick<AcceptanceFacts, 'cohortFunding' | 'isEligible'> & { readonly asked: boolean | null }

/**
 * The funded place of an accepted registration. In a capped cohort the provider says; in a fully funded one nobody is asked; in
 * one without funding the provider must say that there is none, so that nobody counts on one by mistake.
 */
export function placeWhenAccepted({ cohortFunding, isEligible, asked }: Asked): Place {
  if (cohortFunding === 'full') return { ok: true, fundedPlace: null }
  if (cohortFunding === 'zero') {
    return asked === false ? { ok: true, fundedPlace: false } : { ok: false, because: 'funded-place-must-be-false' }
  }
  if (asked === null) return { ok: false, because: 'funded-place-missing' }
  if (asked && !isEligible) return { ok: false, because: 'funded-place-not-eligible' }
  return { ok: true, fundedPlace: asked }
}

/** The funded place while no provider has said: nobody's, and in a cohort without funding it is clear from the beginning. */
export const placeBeforeAcceptance = (cohortFunding: CohortFunding): false | null =>
  cohortFunding === 'zero' ? false : null

type Rejection = { readonly status: RegistrationStatus; readonly hasCountingDeclaration: boolean }

/** Why a provider cannot reject a registration; null when it can: pending, or accepted while nothing has been declared of it. */
export function whyNotRejected({ status, hasCountingDeclaration }: Rejection) {
  if (status === 'pending') return null
  if (status === 'accepted') return hasCountingDeclaration ? 'has-declarations' : null
  return status === 'rejected' ? 'already-rejected' : OVER[status]
}

type PlaceChange = Rejection & Pick<AcceptanceFacts, 'cohortFunding' | 'isEligible'> & { readonly asked: boolean }

/** Why a funded place cannot be given or taken away; null when it can. */
export function whyPlaceStays({ status, cohortFunding, isEligible, hasCountingDeclaration, asked }: PlaceChange) {
  if (status !== 'accepted') return 'not-accepted'
  if (cohortFunding !== 'capped') return 'not-capped'
  if (asked && !isEligible) return 'funded-place-not-eligible'
  return hasCountingDeclaration ? 'has-declarations' : null
}

type Reverting = Rejection & { readonly hasOtherLive: boolean }

/** Why a registration cannot go back to pending; null when it can. */
export function whyNotReverted({ status, hasCountingDeclaration, hasOtherLive }: Reverting) {
  if (status === 'pending') return 'already-pending'
  if (status === 'withdrawn') return OVER[status]
  if (hasCountingDeclaration) return 'has-declarations'
  return hasOtherLive ? 'other-live' : null
}
