import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Temporal } from './dates.ts'
import { date, dateValues, month, sameOrAfter, sameOrBefore } from './form-date.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const missing = 'Enter the start date'
const Start = date({
  missing,
  label: 'Start date',
  notBefore: sameOrAfter('Start date', day('2020-09-01')),
  notAfter: sameOrBefore('Start date', day('2030-08-31')),
})

/** The date as text, or the message and the parts that are wrong. */
function read(typed: unknown) {
  const result = Start.safeParse(typed)
  if (result.success) return result.data.toString()
  const [issue] = result.error.issues
  return issue?.code === 'custom' ? [issue.message, ...(issue.params?.['parts'] ?? [])] : issue
}

test.each([
  [['1', '9', '2026'], '2026-09-01'],
  [['01', '09', '2026'], '2026-09-01'],
  [[' 27 ', ' 3', '2026\u200b'], '2026-03-27'],
  [['1', 'jan', '2026'], '2026-01-01'],
  [['1', 'January', '2026'], '2026-01-01'],
  [['1', 'SEPT', '2026'], '2026-09-01'],
  [['1', 'Sep.', '2026'], '2026-09-01'],
  [['1st', 'Septem', '2026'], '2026-09-01'],
  [['29', '2', '2024'], '2024-02-29'],
  [
    ['', '', ''],
    [missing, 'day', 'month', 'year'],
  ],
  [
    ['1', '', '2026'],
    ['Start date must include a month', 'month'],
  ],
  [
    ['', '', '2026'],
    ['Start date must include a day and month', 'day', 'month'],
  ],
  [
    ['1', '9', '26'],
    ['Year must include 4 numbers', 'year'],
  ],
  [
    ['40', '9', '26'],
    ['Year must include 4 numbers', 'year'],
  ],
  [
    ['40', '9', '2026'],
    ['Start date must be a real date', 'day'],
  ],
  [
    ['0', '9', '2026'],
    ['Start date must be a real date', 'day'],
  ],
  [
    ['1', '13', '2026'],
    ['Start date must be a real date', 'month'],
  ],
  [
    ['1', 'ju', '2026'],
    ['Start date must be a real date', 'month'],
  ],
  [
    ['one', 'foo', '2026'],
    ['Start date must be a real date', 'day', 'month'],
  ],
  [
    ['31', '6', '2026'],
    ['Start date must be a real date', 'day', 'month', 'year'],
  ],
  [
    ['29', '2', '2026'],
    ['Start date must be a real date', 'day', 'month', 'year'],
  ],
  [
    ['31', '8', '2020'],
    ['Start date must be the same as or after 1 September 2020', 'day', 'month', 'year'],
  ],
  [
    ['1', '9', '2030'],
    ['Start date must be the same as or before 31 August 2030', 'day', 'month', 'year'],
  ],
])('%j', ([dayTyped, month, year], expected) => {
  expect(read({ day: dayTyped, month, year })).toEqual(expected)
})

const MONTHS = 'january february march april may june july august september october november december'.split(' ')
const realDay = fc
  .integer({ min: 0, max: 3651 })
  .map((days) => day('2020-09-01').add({ days }))
  .filter((found) => Temporal.PlainDate.compare(found, day('2030-08-31')) <= 0)

test('every day is read from numbers, from the name of its month and from any beginning of it', () => {
  fc.assert(
    fc.property(realDay, fc.integer({ min: 3, max: 9 }), fc.boolean(), (real, letters, isName) => {
      const word = MONTHS[real.month - 1]?.slice(0, letters) ?? ''
      const typed = { day: String(real.day), month: isName ? word : String(real.month), year: String(real.year) }
      expect(read(typed)).toBe(real.toString())
    }),
  )
})

test('what is shown for a known day is read as that day', () => {
  fc.assert(
    fc.property(realDay, (real) => {
      const shown = dateValues('start', real)
      const typed = { day: shown['start-day'], month: shown['start-month'], year: shown['start-year'] }
      expect(read(typed)).toBe(real.toString())
    }),
  )
})

test('nothing that can be sent makes it throw', () => {
  fc.assert(fc.property(fc.anything(), (sent) => typeof Start.safeParse(sent).success === 'boolean'))
  const odd = fc.record({ day: fc.string(), month: fc.string(), year: fc.string() })
  fc.assert(fc.property(odd, (sent) => typeof Start.safeParse(sent).success === 'boolean'))
})

test.each([
  [{ month: 'sept', year: '2024' }, '2024-09-01'],
  [{ month: '', year: '' }, ['Enter the month', 'month', 'year']],
  [{ month: '9', year: '' }, ['Month must include a year', 'year']],
  [{ month: '13', year: '2024' }, ['Month must be a real date', 'month']],
  [{ month: '8', year: '2020' }, ['Month must be the same as or after 1 September 2020', 'month', 'year']],
])('a month of two fields: %j', (typed, expected) => {
  const notBefore = sameOrAfter('Month', day('2020-09-01'))
  const result = month({ missing: 'Enter the month', label: 'Month', notBefore }).safeParse(typed)
  const issue = result.error?.issues[0]
  const wrong = issue?.code === 'custom' ? [issue.message, ...(issue.params?.['parts'] ?? [])] : issue
  expect(result.success ? result.data.toString() : wrong).toEqual(expected)
})
