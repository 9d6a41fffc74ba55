import type { StatusKey } from '#src/ui/statuses.ts'
import type { ReviewStatus } from '../registrations/registration.ts'

/** How far a review is, as its tag says. */
export const reviewTag: Readonly<Record<ReviewStatus, StatusKey>> = {
  needs_review: 'npq-needs-review',
  awaiting_information: 'npq-awaiting-information',
  reregister: 'npq-reregister',
  decision_made: 'npq-decision-made',
}
