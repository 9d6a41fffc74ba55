import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import type { Schedule } from '../training/schedule.ts'
import { clashOf, standingOf, whyNotDays } from './cohort-days-rules.ts'
import { movedSchedules, overlappedSchedule } from './moved-schedules-rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const days = (opensOn: string, closesOn: string, startsOn: string) => ({
  ...{ opensOn: day(opensOn), closesOn: day(closesOn), startsOn: day(startsOn) },
})
const TODAY = day('2026-11-23')
const OPEN = days('2026-06-01', '2027-01-08', '2026-10-01')
const COMING = days('2027-01-10', '2027-05-31', '2027-02-01')

describe('the days of a cohort', () => {
  test.each([
    ['a new one from today', null, days('2026-11-23', '2027-05-31', '2027-02-01'), null],
    ['a new one from yesterday', null, days('2026-11-22', '2027-05-31', '2027-02-01'), 'opens-in-the-past'],
    ['an end before its beginning', null, days('2027-01-10', '2027-01-09', '2027-02-01'), 'closes-before-opening'],
    ['one day of registration', null, days('2027-01-10', '2027-01-10', '2027-02-01'), null],
    ['courses before registration', null, days('2027-01-10', '2027-02-10', '2027-01-09'), 'starts-before-opening'],
    ['a period that has begun ends today', OPEN, days('2026-06-01', '2026-11-23', '2026-10-01'), null],
    ['it ended yesterday', OPEN, days('2026-06-01', '2026-11-22', '2026-10-01'), 'closes-in-the-past'],
    ['it ends later', OPEN, days('2026-06-01', '2027-03-31', '2026-10-01'), null],
    ['it begins later', OPEN, days('2026-06-02', '2027-01-08', '2026-10-01'), 'has-begun'],
    ['it begins earlier', OPEN, days('2026-05-31', '2027-01-08', '2026-10-01'), 'has-begun'],
    ['courses that have started start later', OPEN, days('2026-06-01', '2027-01-08', '2026-12-01'), 'has-started'],
    ['one to come opens earlier', COMING, days('2026-12-01', '2027-05-31', '2027-02-01'), null],
    ['one to come opens in the past', COMING, days('2026-11-01', '2027-05-31', '2027-02-01'), 'opens-in-the-past'],
    [
      'one that is over stays as it is',
      days('2025-06-02', '2026-01-09', '2025-10-01'),
      days('2025-06-02', '2026-01-09', '2025-10-01'),
      null,
    ],
    [
      'one that is over opens again',
      days('2025-06-02', '2026-01-09', '2025-10-01'),
      days('2025-06-02', '2026-12-31', '2025-10-01'),
      null,
    ],
  ])('%s', (_what, was, to, expected) => {
    expect(whyNotDays({ was, to, today: TODAY })).toBe(expected)
  })

  test.each([
    ['2026-05-31', 'upcoming'],
    ['2026-06-01', 'open'],
    ['2027-01-08', 'open'],
    ['2027-01-09', 'closed'],
  ])('on %s the cohort is %s', (on, standing) => {
    expect(standingOf(OPEN, day(on))).toBe(standing)
  })
})

describe('another cohort stands in the way', () => {
  const autumn = { identifier: '2026b', name: 'Autumn 2026', suffix: 'b', ...OPEN }
  const wanted = {
    identifier: '2027b',
    name: 'Autumn 2027',
    suffix: 'b',
    ...days('2027-06-01', '2028-01-08', '2027-10-01'),
  }
  test.each([
    ['nothing', {}, null],
    ['the identifier', { identifier: '2026b' }, 'identifier-taken'],
    ['the name, whatever its case', { name: 'autumn 2026' }, 'name-taken'],
    ['the start', { startsOn: OPEN.startsOn }, 'start-taken'],
    ['a day of registration of the same letter', { opensOn: OPEN.closesOn }, 'overlaps'],
    ['a day of registration of another letter', { opensOn: OPEN.closesOn, suffix: 'a' }, null],
  ])('by %s', (_what, given, expected) => {
    expect(clashOf({ ...wanted, ...given }, [autumn])?.why ?? null).toBe(expected)
  })
})

describe('schedules of another cohort', () => {
  const schedule: Schedule = {
    ...{ identifier: 'npq-leadership-spring', cohort: '2026a', courseKind: 'leadership' },
    ...{ name: 'NPQ Leadership Spring', appliesFrom: day('2026-01-01'), appliesTo: day('2026-02-28') },
    declarationTypes: ['started'],
  }
  const moved = (startsOn: string) =>
    movedSchedules({
      schedules: [schedule],
      from: { startsOn: day('2026-02-01') },
      to: { identifier: '2028a', startsOn: day(startsOn) },
    })[0]

  test('move by as much as the start, and the end of a month stays one', () => {
    expect(moved('2028-02-01')).toMatchObject({ cohort: '2028a', identifier: schedule.identifier })
    expect(moved('2028-02-01')?.appliesFrom.toString()).toBe('2028-01-01')
    expect(moved('2028-02-01')?.appliesTo.toString()).toBe('2028-02-29')
    expect(moved('2026-10-01')?.appliesTo.toString()).toBe('2026-10-31')
    expect(moved('2026-02-11')?.appliesTo.toString()).toBe('2026-03-10')
  })

  test('overlap only for the same kind of course', () => {
    const other = { ...schedule, identifier: 'other', appliesFrom: day('2026-02-28'), appliesTo: day('2026-05-31') }
    expect(overlappedSchedule(schedule, [schedule, other])?.identifier).toBe('other')
    expect(overlappedSchedule(schedule, [{ ...other, appliesFrom: day('2026-03-01') }])).toBeNull()
    expect(overlappedSchedule(schedule, [{ ...other, courseKind: 'ehco' }])).toBeNull()
  })
})
