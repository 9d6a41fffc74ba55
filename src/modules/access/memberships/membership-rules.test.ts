import { expect, test } from 'vitest'
import { leavesSomebodyInCharge } from './membership-rules.ts'

const held = (membershipId: string, role: 'induction-tutor' | 'administrator' | 'claims' | 'viewer') => ({
  membershipId,
  role,
})
const ending = (...ids: readonly string[]) => new Set(ids)

test('the last of those in charge cannot go, others can', () => {
  const members = [held('1', 'administrator'), held('2', 'viewer'), held('3', 'claims')]
  expect(leavesSomebodyInCharge(members, ending('1'))).toBe(false)
  expect(leavesSomebodyInCharge(members, ending('2', '3'))).toBe(true)
})

test('a tutor and an administrator can each go while the other stays', () => {
  const members = [held('1', 'administrator'), held('2', 'induction-tutor')]
  expect(leavesSomebodyInCharge(members, ending('1'))).toBe(true)
  expect(leavesSomebodyInCharge(members, ending('2'))).toBe(true)
  expect(leavesSomebodyInCharge(members, ending('1', '2'))).toBe(false)
})

test('where nobody was in charge, anybody can go', () => {
  expect(leavesSomebodyInCharge([held('1', 'viewer')], ending('1'))).toBe(true)
})
