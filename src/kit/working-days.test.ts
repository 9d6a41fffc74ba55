import { expect, test } from 'vitest'
import { Temporal } from './dates.ts'
import { isWorkingDay, workingDaysAfter } from './working-days.ts'

const holidays = new Set(['2026-12-25', '2026-12-28'])
const after = (day: string, count: number) => workingDaysAfter(Temporal.PlainDate.from(day), count, holidays).toString()

test.each([
  ['2026-11-23', 0, '2026-11-23'],
  ['2026-11-23', 2, '2026-11-25'],
  ['2026-11-27', 1, '2026-11-30'],
  ['2026-11-28', 0, '2026-11-30'],
  ['2026-11-28', 1, '2026-11-30'],
  ['2026-12-24', 2, '2026-12-30'],
])('from %s, %i working days later is %s', (day, count, expected) => {
  expect(after(day, count)).toBe(expected)
})

test('weekends and bank holidays are not worked', () => {
  const worked = ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-28', '2026-12-29'].filter((day) =>
    isWorkingDay(Temporal.PlainDate.from(day), holidays),
  )
  expect(worked).toEqual(['2026-12-24', '2026-12-29'])
})
