import { expect, test } from 'vitest'
import { machine } from './machine.ts'

const doors = machine<'open' | 'shut' | 'locked'>()({
  shut: { from: ['open'], to: 'shut' },
  open: { from: ['shut'], to: 'open' },
  lock: { from: ['shut'], to: 'locked' },
})

test.each([
  ['shut', 'open', 'shut'],
  ['shut', 'shut', null],
  ['shut', 'locked', null],
  ['open', 'shut', 'open'],
  ['open', 'locked', null],
  ['lock', 'open', null],
  ['lock', 'shut', 'locked'],
] as const)('%s from %s gives %s', (transition, status, expected) => {
  expect(doors.move(transition, status)).toBe(expected)
})

test('stores guard their updates with the statuses that a transition may start from', () => {
  expect(doors.from('lock')).toEqual(['shut'])
})

test('a store that saves a whole thing guards it with every status that it may have had before', () => {
  expect(doors.fromAny('shut')).toEqual(['shut', 'open'])
  expect(doors.fromAny('locked')).toEqual(['locked', 'shut'])
})
