import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, pence, subtract, times } from './money.ts'

const amount = fc.integer({ min: 0, max: 10_000_000 }).map(pence)

test('what is added can be taken away', () => {
  fc.assert(fc.property(amount, amount, (one, other) => subtract(add(one, other), other) === one))
})

test('hours times a rate is the rate added that many times', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 20 }), (rate, hours) => {
      expect(times(rate, hours)).toBe(add(...Array.from({ length: hours }, () => rate)))
    }),
  )
})

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
  '%d is not a whole number of pence',
  (amountInPence) => {
    expect(() => pence(amountInPence)).toThrow(RangeError)
  },
)

test('half an hour is not a whole count', () => {
  expect(() => times(pence(4380), 1.5)).toThrow(RangeError)
})
