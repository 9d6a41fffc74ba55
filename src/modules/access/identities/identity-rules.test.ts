import { expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import {
  ARRIVAL_LIFE,
  ASK_AGAIN_AFTER,
  isLiveArrival,
  leavesAWayIn,
  ROLE_CONFIRMED_FOR,
  rolesOfCodes,
} from './identity-rules.ts'

test.each([
  [['administrator'], ['administrator']],
  [
    [' Claims ', 'VIEWER', 'viewer'],
    ['claims', 'viewer'],
  ],
  [['induction-tutor', 'superuser', ''], []],
  [[], []],
])('the codes %j give %j', (codes, roles) => {
  expect(rolesOfCodes(codes)).toEqual(roles)
})

test.each([
  [{ identities: 1, addresses: 1 }, true],
  [{ identities: 2, addresses: 0 }, true],
  [{ identities: 1, addresses: 0 }, false],
])('one identity of %j may be taken away: %s', (ways, expected) => {
  expect(leavesAWayIn(ways)).toBe(expected)
})

test('an arrival counts for an hour, once', () => {
  const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
  const expiresAt = now.add(ARRIVAL_LIFE)
  expect(isLiveArrival({ expiresAt, settledAt: null }, expiresAt.subtract({ seconds: 1 }))).toBe(true)
  expect(isLiveArrival({ expiresAt, settledAt: null }, expiresAt)).toBe(false)
  expect(isLiveArrival({ expiresAt, settledAt: now }, now)).toBe(false)
})

test('a role is asked about again before it stops counting', () => {
  expect(Temporal.Duration.compare(ASK_AGAIN_AFTER, ROLE_CONFIRMED_FOR)).toBe(-1)
})
