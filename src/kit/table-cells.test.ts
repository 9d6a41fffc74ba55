import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pence } from '#src/kit/money.ts'
import { codeOfCell, dayOfCell, moneyOfCell } from './table-cells.ts'

test.each([
  ['0123456', '0123456'],
  ['123456', '0123456'],
  ['1', '0000001'],
  ['12 34 567', '1234567'],
  ['1234567.0', '1234567'],
  ['12345678', null],
  ['1.23E+06', null],
  ['123456.5', null],
  ['RP12345', null],
  ['', null],
])('%s is the code %s', (cell, code) => {
  expect(codeOfCell(cell, 7)).toBe(code)
})

test.each([
  ['876.00', 87_600],
  ['876', 87_600],
  ['876.5', 87_650],
  ['£1,234.50', 123_450],
  ['£ 1,234,567.05', 123_456_705],
  ['-12.30', -1_230],
  ['-£12.30', -1_230],
  ['-0', 0],
  ['0.07', 7],
  ['1,23', null],
  ['1.234,50', null],
  ['12.345', null],
  ['(12.00)', null],
  ['1e3', null],
  ['free', null],
  ['', null],
])('%s is the amount %s', (cell, amount) => {
  expect(moneyOfCell(cell)).toBe(amount)
})

test('every amount is read as it is written, with its last zero or without', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), (amount) => {
      const written = (amount / 100).toFixed(2)
      expect(moneyOfCell(written)).toBe(pence(amount))
      expect(moneyOfCell(`£${Number(written).toLocaleString('en-GB')}`)).toBe(pence(amount))
    }),
  )
})

test.each([
  ['2026-08-31', '2026-08-31'],
  ['2026-08-31T00:00:00Z', '2026-08-31'],
  ['31/08/2026', '2026-08-31'],
  ['1/9/2026', '2026-09-01'],
  ['31-08-2026', '2026-08-31'],
  ['31/08/2026 00:00', '2026-08-31'],
  ['31-Aug-26', '2026-08-31'],
  ['31 August 2026', '2026-08-31'],
  ['1-Sept-2026', '2026-09-01'],
  ['29/02/2024', '2024-02-29'],
  ['29/02/2026', null],
  ['08/31/2026', null],
  ['31/08/2026 14:05', null],
  ['0/08/2026', null],
  ['31-Foo-26', null],
  ['44805', null],
  ['', null],
])('%s is the day %s', (cell, day) => {
  expect(dayOfCell(cell)?.toString() ?? null).toBe(day)
})
