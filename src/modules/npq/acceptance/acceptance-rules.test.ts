import { expect, test } from 'vitest'
import { COHORT_FUNDING } from '../courses/cohort.ts'
import { REGISTRATION_STATUSES } from '../registrations/registration-states.ts'
import {
  placeWhenAccepted,
  sameCourseAs,
  whyNotAccepted,
  whyNotRejected,
  whyNotReverted,
  whyPlaceStays,
} from './acceptance-rules.ts'

test('only what is pending is accepted, once a person', () => {
  const facts = {
    cohortFunding: 'capped',
    isEligible: true,
    hasOtherAccepted: false,
    hasLikelyDuplicate: false,
  } as const
  expect(REGISTRATION_STATUSES.map((status) => whyNotAccepted({ ...facts, status }))).toEqual([
    ...[null, 'already-accepted', 'was-rejected', 'was-withdrawn', 'has-expired'],
  ])
  expect(whyNotAccepted({ ...facts, status: 'pending', hasOtherAccepted: true })).toBe('other-accepted')
  expect(whyNotAccepted({ ...facts, status: 'pending', hasLikelyDuplicate: true })).toBe('likely-duplicate')
})

test('the coaching and the support offer count as one course', () => {
  expect(sameCourseAs('npq-additional-support-offer')).toContain('npq-early-headship-coaching-offer')
  expect(sameCourseAs('npq-headship')).toEqual(['npq-headship'])
})

test('a funded place is asked for as the cohort is funded', () => {
  const places = COHORT_FUNDING.flatMap((cohortFunding) =>
    [true, false].flatMap((isEligible) =>
      [true, false, null].map((asked) => {
        const place = placeWhenAccepted({ cohortFunding, isEligible, asked })
        return `${cohortFunding} ${isEligible ? 'eligible' : 'not'} ${asked}: ${place.ok ? place.fundedPlace : place.because}`
      }),
    ),
  )
  expect(places).toEqual([
    'zero eligible true: funded-place-must-be-false',
    'zero eligible false: false',
    'zero eligible null: funded-place-must-be-false',
    'zero not true: funded-place-must-be-false',
    'zero not false: false',
    'zero not null: funded-place-must-be-false',
    'capped eligible true: true',
    'capped eligible false: false',
    'capped eligible null: funded-place-missing',
    'capped not true: funded-place-not-eligible',
    'capped not false: false',
    'capped not null: funded-place-missing',
    'full eligible true: null',
    'full eligible false: null',
    'full eligible null: null',
    'full not true: null',
    'full not false: null',
    'full not null: null',
  ])
})

test('rejecting and going back end where declarations count', () => {
  const no = { hasCountingDeclaration: false, hasOtherLive: false }
  expect(REGISTRATION_STATUSES.map((status) => whyNotRejected({ status, ...no }))).toEqual([
    ...[null, null, 'already-rejected', 'was-withdrawn', 'has-expired'],
  ])
  expect(whyNotRejected({ status: 'accepted', hasCountingDeclaration: true })).toBe('has-declarations')
  expect(REGISTRATION_STATUSES.map((status) => whyNotReverted({ status, ...no }))).toEqual([
    ...['already-pending', null, null, 'was-withdrawn', null],
  ])
  expect(whyNotReverted({ status: 'accepted', ...no, hasCountingDeclaration: true })).toBe('has-declarations')
  expect(whyNotReverted({ status: 'rejected', ...no, hasOtherLive: true })).toBe('other-live')
})

test('a funded place changes in a capped cohort alone, before anything counts', () => {
  const facts = {
    status: 'accepted',
    cohortFunding: 'capped',
    isEligible: true,
    hasCountingDeclaration: false,
  } as const
  expect(whyPlaceStays({ ...facts, asked: true })).toBeNull()
  expect(whyPlaceStays({ ...facts, asked: true, isEligible: false })).toBe('funded-place-not-eligible')
  expect(whyPlaceStays({ ...facts, asked: false, isEligible: false })).toBeNull()
  expect(whyPlaceStays({ ...facts, asked: false, cohortFunding: 'full' })).toBe('not-capped')
  expect(whyPlaceStays({ ...facts, asked: false, hasCountingDeclaration: true })).toBe('has-declarations')
  expect(whyPlaceStays({ ...facts, asked: false, status: 'pending' })).toBe('not-accepted')
})
