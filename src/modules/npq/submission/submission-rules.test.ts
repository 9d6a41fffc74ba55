import { describe, expect, test } from 'vitest'
import { firstFundedPlace, heldAlready, isPaidFor, perhapsReplaced, takes } from './submission-rules.ts'

const held = (over: object = {}) =>
  ({ id: '1', course: 'npq-headship', cohort: '2026b', status: 'pending', trainingStatus: null, ...over }) as const

describe('a registration that stands in the way', () => {
  const wanted = { course: 'npq-headship', cohort: '2026b' } as const
  test.each([
    ['pending', held(), true],
    ['accepted', held({ status: 'accepted', trainingStatus: 'active' }), true],
    ['deferred', held({ status: 'accepted', trainingStatus: 'deferred' }), true],
    ['withdrawn from', held({ status: 'accepted', trainingStatus: 'withdrawn' }), false],
    ['rejected', held({ status: 'rejected' }), false],
    ['withdrawn', held({ status: 'withdrawn' }), false],
    ['expired', held({ status: 'expired' }), false],
    ['of another cohort', held({ cohort: '2026a' }), false],
    ['for another course', held({ course: 'npq-senco' }), false],
  ])('%s', (_, registration, stands) => {
    expect(heldAlready([registration], wanted) !== null).toBe(stands)
  })
})

test('only a pending registration for another course of the cohort may be meant to be replaced', () => {
  const others = [
    held({ id: 'pending', course: 'npq-senco' }),
    held({ id: 'accepted', course: 'npq-senco', status: 'accepted', trainingStatus: 'active' }),
    held({ id: 'cohort', course: 'npq-senco', cohort: '2026a' }),
  ]
  const wanted = { course: 'npq-senior-leadership', cohort: '2026b' } as const
  expect(perhapsReplaced(others, wanted).map(({ id }) => id)).toEqual(['pending'])
})

test('the coaching offer goes beside the headship NPQ', () => {
  expect(perhapsReplaced([held()], { course: 'npq-early-headship-coaching-offer', cohort: '2026b' })).toEqual([])
})

test.each([
  ['npq-headship', {}, true],
  ['npq-leading-primary-mathematics', {}, false],
  ['npq-leading-primary-mathematics', { mathsTeachingForMastery: true }, true],
  ['npq-leading-primary-mathematics', { mathsTeachingForMastery: false, mathsApproach: 'another_way' }, true],
  ['npq-leading-primary-mathematics', { mathsTeachingForMastery: false, mathsApproach: 'cannot_show' }, false],
  ['npq-early-headship-coaching-offer', { npqhStatus: 'none' }, false],
  ['npq-early-headship-coaching-offer', { npqhStatus: 'completed_npqh' }, true],
] as const)('%s takes %j: %s', (course, answers, expected) => {
  expect(takes(course, answers)).toBe(expected)
})

test('who pays is said where funding does not, by somebody who can', () => {
  const school = { worksInEngland: true, setting: 'a_school', organisationId: 'a' } as const
  const abroad = { worksInEngland: false, setting: 'a_school', country: 'Wales' } as const
  const not = { result: 'not-funded', reason: 'not_in_england' } as const
  expect(isPaidFor({ result: 'funded', reason: 'funded' }, school, null)).toBe(true)
  expect(isPaidFor(not, school, null)).toBe(false)
  expect(isPaidFor(not, school, 'trust')).toBe(true)
  expect(isPaidFor(not, abroad, 'trust')).toBe(false)
  expect(isPaidFor(not, abroad, 'self')).toBe(true)
})

test('a cohort without funding offers no funded place; elsewhere the provider has yet to say', () => {
  expect(firstFundedPlace({ funding: 'zero' })).toBe(false)
  expect(firstFundedPlace({ funding: 'capped' })).toBeNull()
})
