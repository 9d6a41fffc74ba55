import { machine } from '#src/kit/machine.ts'
import type { ReviewStatus } from '../registrations/registration.ts'

/** How far staff are with looking at somebody's funding. The statuses are those of the service before. */
export const reviewStates = machine<ReviewStatus>()({
  /** Something was asked of the person, the employer or the provider. */
  awaitInformation: { from: ['needs_review', 'reregister'], to: 'awaiting_information' },
  /** The details are wrong: the person puts them right, or registers again. */
  askToRegisterAgain: { from: ['needs_review', 'awaiting_information'], to: 'reregister' },
  /** There is something to look at again. */
  resume: { from: ['awaiting_information', 'reregister'], to: 'needs_review' },
  decide: { from: ['needs_review', 'awaiting_information', 'reregister'], to: 'decision_made' },
})

/** The moves that staff make by hand: deciding is a page of its own. */
export const REVIEW_MOVES = ['awaitInformation', 'askToRegisterAgain', 'resume'] as const
export type ReviewMove = (typeof REVIEW_MOVES)[number]

/** The moves that can be made now. */
export const movesFrom = (status: ReviewStatus): readonly ReviewMove[] =>
  REVIEW_MOVES.filter((move) => reviewStates.move(move, status) !== null)
