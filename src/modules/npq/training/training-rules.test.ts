import { expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { COHORT_FUNDING } from '../courses/cohort.ts'
import type { Schedule } from './schedule.ts'
import { scheduleAmong, scheduleNamed, scheduleOn } from './schedule-rules.ts'
import { placeInCohort, type ScheduleChange, whyScheduleStays } from './training-rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const schedule = (identifier: string, from: string, to: string, cohort = '2026b'): Schedule => ({
  ...{ identifier, cohort, courseKind: 'leadership', name: identifier, appliesFrom: day(from), appliesTo: day(to) },
  declarationTypes: ['started', 'completed'],
})
const autumn = schedule('autumn', '2026-10-01', '2026-12-25')
const spring = schedule('spring', '2027-01-01', '2027-05-31')
const offered = { schedules: [spring, autumn], kind: 'leadership', cohort: '2026b' } as const

test.each([
  ['before all', '2026-06-01', 'autumn'],
  ['its first day', '2026-10-01', 'autumn'],
  ['its last day', '2026-12-25', 'autumn'],
  ['between two', '2026-12-26', 'spring'],
  ['after all', '2028-01-01', 'spring'],
])('%s: the schedule of a day', (_name, on, expected) => {
  expect(scheduleOn(day(on), offered)).toMatchObject({ schedule: { identifier: expected } })
})

test('a kind of course without a schedule has none', () => {
  expect(scheduleOn(day('2026-10-01'), { ...offered, kind: 'support' })).toEqual({ ok: false, because: 'no-schedule' })
})

test('a schedule is found in its cohort alone', () => {
  expect(scheduleNamed('autumn', { ...offered, cohort: '2027a' })).toMatchObject({ because: 'schedule-not-found' })
  const cohorts = [{ identifier: '2027a' }, { identifier: '2026b' }]
  const found = { ok: true, cohort: cohorts[1] }
  expect(scheduleAmong('autumn', { ...offered, cohorts })).toMatchObject(found)
  expect(scheduleAmong('autumn', { ...offered, kind: 'ehco', cohorts })).toMatchObject({
    because: 'schedule-not-for-course',
  })
})

const change: ScheduleChange = {
  ...{ status: 'accepted', trainingStatus: 'active', declared: [], asked: spring, askedFunding: 'capped' },
  now: { cohort: '2026b', scheduleIdentifier: 'autumn', funding: 'capped' },
  ...{ isDelivered: true, hasOtherLive: false },
}
const started = { type: 'started', date: day('2027-01-01') } as const

test('what was declared must fit the new schedule', () => {
  expect(whyScheduleStays({ ...change, declared: [started] })).toBeNull()
  expect(whyScheduleStays({ ...change, declared: [{ ...started, date: day('2026-12-31') }] })).toBe(
    'declarations-do-not-fit',
  )
  expect(whyScheduleStays({ ...change, declared: [{ ...started, type: 'retained-1' }] })).toBe(
    'declarations-do-not-fit',
  )
})

test('a cohort changes only to one that is funded alike or less', () => {
  const asked = schedule('spring', '2027-01-01', '2027-05-31', '2027a')
  const results = COHORT_FUNDING.flatMap((from) =>
    COHORT_FUNDING.map((to) => {
      const because = whyScheduleStays({ ...change, asked, askedFunding: to, now: { ...change.now, funding: from } })
      return `${from} to ${to}: ${because}`
    }),
  )
  expect(results).toEqual([
    'zero to zero: null',
    'zero to capped: cohort-funded-otherwise',
    'zero to full: cohort-funded-otherwise',
    'capped to zero: null',
    'capped to capped: null',
    'capped to full: cohort-funded-otherwise',
    'full to zero: null',
    'full to capped: null',
    'full to full: null',
  ])
  expect(whyScheduleStays({ ...change, asked, declared: [started] })).toBe('cohort-has-declarations')
  expect(whyScheduleStays({ ...change, asked, isDelivered: false })).toBe('course-not-offered')
  expect(whyScheduleStays({ ...change, asked, hasOtherLive: true })).toBe('other-live')
})

test('the funded place follows the cohort', () => {
  expect(placeInCohort({ from: 'full', to: 'capped', fundedPlace: null, isEligible: true })).toBe(true)
  expect(placeInCohort({ from: 'full', to: 'capped', fundedPlace: null, isEligible: false })).toBe(false)
  expect(placeInCohort({ from: 'capped', to: 'zero', fundedPlace: true, isEligible: true })).toBe(false)
  expect(placeInCohort({ from: 'capped', to: 'capped', fundedPlace: true, isEligible: false })).toBe(true)
})
