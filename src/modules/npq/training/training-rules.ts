import { Temporal } from '#src/kit/dates.ts'
import type { CohortFunding } from '../courses/cohort.ts'
import type { RegistrationStatus, TrainingStatus } from '../registrations/registration-states.ts'
import type { DeclarationType, Schedule } from './schedule.ts'

type States = { readonly status: RegistrationStatus; readonly trainingStatus: TrainingStatus | null }

/** A declaration as the rules of training see it; voided ones and those that never counted are none. */
export type Declared = { readonly type: DeclarationType; readonly date: Temporal.PlainDate }

type Deferring = States & { readonly declared: readonly Declared[] }

/** Why training cannot be put off; null when it can: it goes on, and something of it was declared. */
export function whyNotDeferred({ status, trainingStatus, declared }: Deferring) {
  if (status !== 'accepted') return 'not-accepted'
  if (trainingStatus === 'deferred') return 'already-deferred'
  if (trainingStatus === 'withdrawn') return 'already-withdrawn'
  return declared.length === 0 ? 'no-declarations' : null
}

type Resuming = States & { readonly hasOtherLive: boolean }

/** Why training cannot go on again; null when it can: put off or left, and nothing else has taken its place. */
export function whyNotResumed({ status, trainingStatus, hasOtherLive }: Resuming) {
  if (status !== 'accepted') return 'not-accepted'
  if (trainingStatus === 'active') return 'already-active'
  return hasOtherLive ? 'other-live' : null
}

/** Why somebody cannot leave the course; null when they can: they were declared started. Before that, the provider rejects. */
export function whyNotWithdrawn({ status, trainingStatus, declared }: Deferring) {
  if (status !== 'accepted') return 'not-accepted'
  if (trainingStatus === 'withdrawn') return 'already-withdrawn'
  return declared.some(({ type }) => type === 'started') ? null : 'no-started-declaration'
}

export type ScheduleChange = Deferring & {
  readonly now: { readonly cohort: string; readonly scheduleIdentifier: string | null; readonly funding: CohortFunding }
  readonly asked: Schedule
  readonly askedFunding: CohortFunding
  /** The provider delivers the course in the cohort that is asked for. */
  readonly isDelivered: boolean
  readonly hasOtherLive: boolean
}

/**
 * Why a participant cannot go on another schedule; null when they can. What was declared must still be right on it: its types,
 * and after its start. A cohort changes before anything is declared, and never to one that is funded more freely.
 */
export function whyScheduleStays(change: ScheduleChange) {
  const { status, trainingStatus, declared, now, asked } = change
  if (status !== 'accepted') return 'not-accepted'
  if (trainingStatus === 'withdrawn') return 'already-withdrawn'
  if (asked.cohort === now.cohort && asked.identifier === now.scheduleIdentifier) return 'same-schedule'
  if (asked.cohort !== now.cohort) {
    const stays = whyCohortStays(change)
    if (stays) return stays
  }
  const stillRight = ({ type, date }: Declared) =>
    asked.declarationTypes.includes(type) && Temporal.PlainDate.compare(date, asked.appliesFrom) >= 0
  return declared.every(stillRight) ? null : 'declarations-do-not-fit'
}

function whyCohortStays({ declared, now, askedFunding, isDelivered, hasOtherLive }: ScheduleChange) {
  if (!isDelivered) return 'course-not-offered'
  if (declared.length > 0) return 'cohort-has-declarations'
  if (hasOtherLive) return 'other-live'
  const isFreer =
    (now.funding === 'capped' && askedFunding === 'full') || (now.funding === 'zero' && askedFunding !== 'zero')
  return isFreer ? 'cohort-funded-otherwise' : null
}

type Place = {
  readonly from: CohortFunding
  readonly to: CohortFunding
  readonly fundedPlace: boolean | null
  readonly isEligible: boolean
}

/** The funded place after a change of cohort: from full to capped as eligible; without funding there is none; else it stays. */
export function placeInCohort({ from, to, fundedPlace, isEligible }: Place): boolean | null {
  if (to === 'zero') return false
  return from === 'full' && to === 'capped' ? isEligible : fundedPlace
}
