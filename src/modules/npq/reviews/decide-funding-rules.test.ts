import { expect, test } from 'vitest'
import { REVIEW_STATUSES } from '../registrations/registration.ts'
import { type DecisionFacts, decisionPlan } from './decide-funding-rules.ts'
import { movesFrom, reviewStates } from './review-states.ts'

const funded = { result: 'funded', reason: 'funded' } as const
const not = { result: 'not-funded', reason: 'ineligible_establishment_type' } as const
const review = { result: 'review', reason: 'subject_to_review' } as const

const plan = (given: Partial<DecisionFacts> & { readonly place?: boolean | null }) =>
  decisionPlan({
    ...{ cohortFunding: 'capped', before: review, isFunded: true, hasCountingDeclaration: false, isInDoubt: false },
    ...given,
    registration: { fundedPlace: given.place ?? null },
  })

test.each<[string, Parameters<typeof plan>[0], ReturnType<typeof plan>]>([
  ['a review is decided', {}, { what: 'decide' }],
  ['either way', { isFunded: false }, { what: 'decide' }],
  ['against the rules', { before: not }, { what: 'decide' }],
  ['taken away while nothing hangs on it', { before: funded, isFunded: false }, { what: 'decide' }],
  ['and with a place refused', { before: funded, isFunded: false, place: false }, { what: 'decide' }],
  ['not under a funded place', { before: funded, isFunded: false, place: true }, { what: 'put-in-doubt' }],
  [
    'not under training that counts',
    { before: funded, isFunded: false, hasCountingDeclaration: true },
    { what: 'put-in-doubt' },
  ],
  [
    'not twice',
    { before: funded, isFunded: false, place: true, isInDoubt: true },
    { what: 'refuse', because: 'in-doubt-already' },
  ],
  ['given back under a place in doubt', { before: not, place: true, isInDoubt: true }, { what: 'decide' }],
  ['the same again', { before: funded }, { what: 'refuse', because: 'unchanged' }],
  ['the same again', { before: not, isFunded: false, place: true }, { what: 'refuse', because: 'unchanged' }],
  ['nobody without funding', { cohortFunding: 'zero', before: not }, { what: 'refuse', because: 'unfunded-cohort' }],
])('%s', (_what, facts, expected) => {
  expect(plan(facts)).toEqual(expected)
})

test.each(REVIEW_STATUSES)('from %s a review moves only by its table, and never away from a decision', (status) => {
  expect(movesFrom(status).every((move) => reviewStates.move(move, status) !== status)).toBe(true)
  expect(movesFrom(status).length).toBe(status === 'decision_made' ? 0 : 2)
})
