import type { ReviewStatus } from '../registrations/registration.ts'
import type { ReviewMove } from './review-states.ts'

export const reviewStatusText: Readonly<Record<ReviewStatus, string>> = {
  needs_review: 'Needs review',
  awaiting_information: 'Awaiting information',
  reregister: 'To register again',
  decision_made: 'Decided',
}

export const reviewMoveText: Readonly<Record<ReviewMove, string>> = {
  awaitInformation: 'Wait for information',
  askToRegisterAgain: 'The person must put their details right or register again',
  resume: 'Look at it again',
}
