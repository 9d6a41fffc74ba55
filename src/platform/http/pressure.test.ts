import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { backstop } from './backstop.ts'
import { isShed, loadOf, watchPressure } from './pressure.ts'

const GET = { at: 'GET /x' } as const
const POST = { at: 'POST /x' } as const

test.each([
  [0, 0, 'calm'],
  [251, 0, 'busy'],
  [0, 11, 'busy'],
  [1_001, 0, 'overloaded'],
  [0, 61, 'overloaded'],
] as const)('a loop delay of %i ms and %i waiting is %s', (loopDelay, waiting, load) => {
  expect(loadOf({ loopDelay, waiting })).toBe(load)
})

test('sign-in and forms are the last to be turned away', () => {
  const rows = {
    low: { ...GET, priority: 'low' },
    page: GET,
    signIn: { ...GET, priority: 'high' },
    form: POST,
  } as const
  const shedAt = (load: 'calm' | 'busy' | 'overloaded') =>
    Object.entries(rows).flatMap(([name, row]) => (isShed(load, row) ? [name] : []))
  expect([shedAt('calm'), shedAt('busy'), shedAt('overloaded')]).toEqual([[], ['low'], ['low', 'page']])
})

test('a blocked event loop is noticed', async () => {
  const pressure = watchPressure(() => 0)
  const loads = new Set<string>()
  for (let block = 0; block < 6; block += 1) {
    const end = performance.now() + 400
    while (performance.now() < end);
    await wait(1)
    loads.add(pressure.load())
  }
  expect([...loads]).toContain('busy')
  pressure.stop()
})

test('the backstop counts each address in its own window and forgets the oldest', () => {
  const wait = backstop({ requests: 2, seconds: 10, addresses: 2 })
  expect([wait('a', 0), wait('a', 1), wait('a', 2), wait('b', 3)]).toEqual([0, 0, 10, 0])
  expect(wait('a', 10_000)).toBe(0)
  expect([wait('c', 10_001), wait('d', 10_002), wait('a', 10_003)]).toEqual([0, 0, 0])
})
