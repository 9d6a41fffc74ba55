import type { StatusKey } from '#src/ui/statuses.ts'
import type { RegistrationStatusView } from './status.ts'

/** The provider's decision as a tag. */
export const decisionStatus = ({ registration }: Pick<RegistrationStatusView, 'registration'>): StatusKey =>
  registration.reasonForRejection === 'registration_expired' ? 'npq-expired' : `npq-${registration.status}`

/**
 * The funded place as a tag. A provider gives places only in a capped cohort; where everybody eligible is funded, being accepted
 * is enough; where nobody is, there is none to give.
 */
export function placeStatus({ registration, cohort, decision }: RegistrationStatusView): StatusKey {
  const { status, fundedPlace } = registration
  if (fundedPlace === true) return 'npq-place-offered'
  const isOver = status !== 'pending' && status !== 'accepted'
  if (isOver || cohort.funding === 'zero' || decision.result === 'not-funded') return 'npq-place-none'
  if (status === 'pending') return 'npq-place-awaited'
  if (fundedPlace === false) return 'npq-place-not-offered'
  return cohort.funding === 'full' && decision.result === 'funded' ? 'npq-place-offered' : 'npq-place-awaited'
}

/** How training goes, as a tag; null before the provider has accepted. */
export function trainingStatusKey({ registration, progress }: RegistrationStatusView): StatusKey | null {
  if (registration.trainingStatus === null) return null
  if (registration.trainingStatus !== 'active') return `npq-training-${registration.trainingStatus}`
  return progress.hasStarted || progress.hasCompleted ? 'npq-training-active' : 'npq-training-before'
}

/** Passed or not, as a tag; null where nobody can pass, and before the course is done. */
export function resultStatus({ course, progress }: RegistrationStatusView): StatusKey | null {
  if (!course.hasOutcome) return null
  if (progress.result !== null) return `npq-${progress.result}`
  return progress.hasCompleted ? 'npq-outcome-awaited' : null
}
