import { expect, test } from 'vitest'
import { linkRequestStates } from './link-request-states.ts'

test.each([
  ['send', 'nothing-sent', 'sent'],
  ['send', 'with-staff', null],
  ['sendAgain', 'answered', 'answered'],
  ['askStaff', 'sent', 'with-staff'],
  ['askStaff', 'refused', 'with-staff'],
  ['askStaff', 'with-staff', null],
  ['answer', 'with-staff', 'answered'],
  ['answer', 'answered', null],
  ['refuse', 'sent', null],
  ['takeBack', 'answered', 'with-staff'],
  ['takeBack', 'sent', null],
] as const)('%s from %s leads to %s', (move, from, to) => {
  expect(linkRequestStates.move(move, from)).toBe(to)
})
