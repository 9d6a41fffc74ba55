import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  academicYearOf,
  academicYearPeriod,
  contains,
  dateText,
  londonDate,
  momentText,
  overlaps,
  shortDateText,
  startOfDay,
  Temporal,
} from './dates.ts'

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }))

describe('days in London', () => {
  test.each([
    ['2026-08-31T22:59:59Z', '2026-08-31'],
    ['2026-08-31T23:00:00Z', '2026-09-01'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2028-02-29T00:00:00Z', '2028-02-29'],
  ])('%s is on %s', (moment, expected) => {
    expect(londonDate(Temporal.Instant.from(moment)).toString()).toBe(expected)
  })

  test('a day begins an hour earlier in universal time while the clocks are forward', () => {
    expect(startOfDay(Temporal.PlainDate.from('2026-07-01')).toString()).toBe('2026-06-30T23:00:00Z')
    expect(startOfDay(Temporal.PlainDate.from('2026-11-01')).toString()).toBe('2026-11-01T00:00:00Z')
  })

  test('the start of any day is on that day', () => {
    fc.assert(fc.property(day, (date) => londonDate(startOfDay(date)).equals(date)))
  })
})

describe('academic years', () => {
  test.each([
    ['2026-08-31', 2025],
    ['2026-09-01', 2026],
    ['2027-01-01', 2026],
  ])('%s is in the year that began in %i', (date, year) => {
    expect(academicYearOf(Temporal.PlainDate.from(date))).toBe(year)
  })

  test('every day is in its own academic year and no other', () => {
    fc.assert(
      fc.property(day, (date) => {
        const year = academicYearOf(date)
        expect(contains(academicYearPeriod(year), date)).toBe(true)
        expect(contains(academicYearPeriod(year - 1), date)).toBe(false)
        expect(contains(academicYearPeriod(year + 1), date)).toBe(false)
      }),
    )
  })
})

test('two periods overlap exactly when some day is in both', () => {
  const period = fc
    .tuple(fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 1, max: 10 })))
    .map(([start, length]) => {
      const from = Temporal.PlainDate.from('2026-01-01').add({ days: start })
      return { from, to: length === null ? null : from.add({ days: length }) }
    })
  fc.assert(
    fc.property(period, period, (one, other) => {
      const shared = Array.from({ length: 60 }, (_, days) => Temporal.PlainDate.from('2026-01-01').add({ days })).some(
        (date) => contains(one, date) && contains(other, date),
      )
      expect(overlaps(one, other)).toBe(shared)
    }),
  )
})

test('dates and times are written as GOV.UK writes them', () => {
  expect(dateText(Temporal.PlainDate.from('2026-09-01'))).toBe('1 September 2026')
  expect(shortDateText(Temporal.PlainDate.from('2026-09-01'))).toBe('1 Sep 2026')
  expect(momentText(Temporal.Instant.from('2026-07-01T16:30:00Z'))).toBe('5:30pm on 1 July 2026')
  expect(momentText(Temporal.Instant.from('2026-11-01T12:00:00Z'))).toBe('midday on 1 November 2026')
  expect(momentText(Temporal.Instant.from('2026-11-01T00:00:00Z'))).toBe('midnight on 1 November 2026')
  expect(momentText(Temporal.Instant.from('2026-11-01T09:05:00Z'))).toBe('9:05am on 1 November 2026')
})
