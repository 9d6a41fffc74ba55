import { expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { backoff, decidedFrom, isSpent, NOTIFY_MESSAGES_A_SECOND, nextCheck, nextLook, SENDING } from './email-rules.ts'

const T = Temporal.Instant.from('2026-09-01T09:00:00Z')
const after = (seconds: number) => T.add({ seconds })

test.each([
  [1, 1],
  [2, 2],
  [5, 16],
  [10, 512],
  [11, 900],
  [600, 900],
])('after %i attempts waits at most %i seconds', (attempts, seconds) => {
  expect(backoff(attempts, 1).total('seconds')).toBe(seconds)
  expect(backoff(attempts, 0.5).total('seconds')).toBe(seconds / 2)
  expect(backoff(attempts, 0).total('seconds')).toBe(0)
})

test('never sends more than 3,000 in any 60 seconds', () => {
  expect(61 * NOTIFY_MESSAGES_A_SECOND).toBeLessThanOrEqual(3_000)
})

test('a lease ends within 60 seconds, and the answer to a send comes before its lease ends', () => {
  expect(SENDING.leaseSeconds).toBeLessThanOrEqual(60)
  expect(SENDING.startWithinSeconds + SENDING.answerSeconds).toBeLessThan(SENDING.leaseSeconds)
})

test('"not listed" counts only 60 seconds after the last moment at which the provider can have accepted', () => {
  expect(SENDING.settleSeconds).toBeGreaterThanOrEqual(60)
  expect(decidedFrom(T, SENDING)).toEqual(after(75))
})

test('looks again every few seconds, at the moment of decision, and then ever less often', () => {
  expect(nextLook(T, after(2), SENDING)).toEqual(after(7))
  expect(nextLook(T, after(70), SENDING)).toEqual(after(75))
  expect(nextLook(T, after(600), SENDING)).toEqual(after(900))
  expect(nextLook(T, after(86_400), SENDING)).toEqual(after(86_400 + 900))
})

test.each([
  [1, 3_599, false],
  [1, 3_600, true],
  [2, 3_600, false],
  [3, 72 * 3_600, true],
])('priority %i after %i seconds: spent %s', (priority, seconds, spent) => {
  expect(isSpent({ priority, created_at: T, attempts: 3 }, after(seconds))).toBe(spent)
})

test('looks for lost callbacks after 5 minutes, then at doubling intervals of at most 12 hours', () => {
  expect(nextCheck(T, after(10))).toEqual(after(310))
  expect(nextCheck(T, after(600))).toEqual(after(1_200))
  expect(nextCheck(T, after(172_800))).toEqual(after(172_800 + 43_200))
})
