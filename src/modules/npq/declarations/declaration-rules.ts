import { Temporal } from '#src/kit/dates.ts'
import type { RegistrationStatus } from '../registrations/registration-states.ts'
import type { DeclarationType, Schedule } from '../training/schedule.ts'
import { type DeclarationState, declarationStates } from './declaration-states.ts'

export type DeclarationFacts = {
  readonly status: RegistrationStatus
  /** The day of leaving the course; null for somebody who has not. */
  readonly withdrawnOn: Temporal.PlainDate | null
  readonly schedule: Schedule | null
  /** The provider delivers, or delivered, the course in the cohort. */
  readonly isDelivered: boolean
  readonly courseHasOutcome: boolean
  readonly type: DeclarationType
  readonly date: Temporal.PlainDate
  readonly today: Temporal.PlainDate
  readonly hasPassed: boolean | null
}

/** Why a provider cannot declare this of a participant; null when it can. */
export function whyNotDeclared(facts: DeclarationFacts) {
  const { status, schedule, type, hasPassed } = facts
  if (status !== 'accepted') return 'not-accepted'
  if (schedule === null) return 'no-schedule'
  if (!facts.isDelivered) return 'course-not-offered'
  if (!schedule.declarationTypes.includes(type)) return 'type-not-in-schedule'
  const needsOutcome = type === 'completed' && facts.courseHasOutcome
  return whyNotOnDay(facts, schedule) ?? (needsOutcome && hasPassed === null ? 'has-passed-missing' : null)
}

function whyNotOnDay({ date, today, withdrawnOn }: DeclarationFacts, { appliesFrom }: Schedule) {
  if (Temporal.PlainDate.compare(date, today) > 0) return 'in-future'
  if (Temporal.PlainDate.compare(date, appliesFrom) < 0) return 'before-schedule'
  return withdrawnOn && Temporal.PlainDate.compare(date, withdrawnOn) > 0 ? 'after-withdrawal' : null
}

type Voiding = { readonly state: DeclarationState; readonly isOwn: boolean }

/** Why a declaration is not taken back; null when it can be: by whoever made it, before it is paid. */
export function whyNotVoided({ state, isOwn }: Voiding) {
  if (!isOwn) return 'declared-by-other'
  if (state === 'voided') return 'already-voided'
  return declarationStates.move('void', state) === null ? 'already-paid' : null
}

type Making = {
  readonly state: DeclarationState
  readonly isHeld: boolean
  readonly isEligible: boolean
  readonly fundedPlace: boolean | null
}

/** Why a declaration does not count for payment yet; null when it does: funded, with a place, and not held back. */
export function whyNotEligible({ state, isHeld, isEligible, fundedPlace }: Making) {
  if (declarationStates.move('makeEligible', state) === null) return 'not-submitted'
  if (isHeld) return 'held'
  return isEligible && fundedPlace !== false ? null : 'not-funded'
}

type OutcomeFacts = {
  readonly status: RegistrationStatus
  readonly courseHasOutcome: boolean
  readonly hasCompleted: boolean
  readonly completedOn: Temporal.PlainDate
  readonly today: Temporal.PlainDate
}

/** Why no outcome can be told; null when it can: of a course that has one, once it was declared completed. */
export function whyNoOutcome({ status, courseHasOutcome, hasCompleted, completedOn, today }: OutcomeFacts) {
  if (status !== 'accepted') return 'not-accepted'
  if (!courseHasOutcome) return 'course-has-no-outcome'
  if (Temporal.PlainDate.compare(completedOn, today) > 0) return 'in-future'
  return hasCompleted ? null : 'no-completed-declaration'
}
