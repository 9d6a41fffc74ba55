import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { alreadyHas, movesOnFrom, nextStage, waitForStep } from './join-request-rules.ts'
import { JOIN_REQUEST_STATUSES, joinRequestStates, STAGES, stageOf } from './join-request-states.ts'

const reach = (...stages: readonly string[]) => ({
  'with-administrators': stages.includes('administrators'),
  'with-contact': stages.includes('contact'),
  'with-trust': stages.includes('trust'),
  'with-staff': true,
})

describe('who is asked next', () => {
  test.each([
    [null, reach('administrators', 'contact', 'trust'), 'with-administrators'],
    [null, reach('contact'), 'with-contact'],
    [null, reach('trust'), 'with-trust'],
    [null, reach(), 'with-staff'],
    ['with-administrators', reach('administrators', 'contact', 'trust'), 'with-contact'],
    ['with-administrators', reach('administrators', 'trust'), 'with-trust'],
    ['with-contact', reach('administrators', 'contact'), 'with-staff'],
    ['with-trust', reach('administrators', 'contact', 'trust'), 'with-staff'],
  ] as const)('after %s with %o comes %s', (after, reached, next) => {
    expect(nextStage(after, reached)).toBe(next)
  })

  test('every stage but the first can be reached from every one before it, and none from a later one', () => {
    for (const [position, from] of STAGES.entries()) {
      const reachable = (['askContact', 'askTrust', 'askStaff'] as const).map((name) =>
        joinRequestStates.move(name, from),
      )
      expect(reachable.filter((to) => to !== null)).toEqual(STAGES.slice(position + 1))
    }
  })

  test('what is over is over', () => {
    const over = JOIN_REQUEST_STATUSES.filter((status) => stageOf(status) === null)
    expect(over).toEqual(['approved', 'refused', 'withdrawn'])
    for (const status of over) {
      for (const move of ['askContact', 'askTrust', 'askStaff', 'approve', 'refuse', 'withdraw'] as const) {
        expect(joinRequestStates.move(move, status)).toBeNull()
      }
    }
  })
})

describe('two working days', () => {
  const holidays = new Set(['2026-12-25', '2026-12-28'])
  test.each([
    ['a Monday morning', '2026-11-23T10:00:00Z', '2026-11-25T17:00:00Z'],
    ['a Thursday', '2026-11-26T10:00:00Z', '2026-11-30T17:00:00Z'],
    ['a Saturday', '2026-11-28T10:00:00Z', '2026-12-01T17:00:00Z'],
    ['the day before Christmas', '2026-12-24T10:00:00Z', '2026-12-30T17:00:00Z'],
    ['the Friday before the clocks go forward', '2026-03-27T10:00:00Z', '2026-03-31T16:00:00Z'],
    ['late in the evening in London, in summer', '2026-07-01T22:30:00Z', '2026-07-03T16:00:00Z'],
    ['after midnight in London, while it is yesterday in UTC', '2026-07-01T23:30:00Z', '2026-07-06T16:00:00Z'],
  ])('from %s', (_when, asked, moves) => {
    expect(movesOnFrom('with-contact', Temporal.Instant.from(asked), holidays)?.toString()).toBe(moves)
  })

  test('staff keep what they have', () => {
    expect(movesOnFrom('with-staff', Temporal.Instant.from('2026-11-23T10:00:00Z'), holidays)).toBeNull()
  })
})

test.each([
  [[], 'viewer', false],
  [['viewer'], 'viewer', true],
  [['claims'], 'viewer', true],
  [['viewer'], 'administrator', false],
  [['administrator'], 'induction-tutor', false],
  [['administrator', 'claims'], 'claims', true],
] as const)('whoever has %o and asks for %s has it already: %s', (held, wanted, has) => {
  expect(alreadyHas(held, wanted)).toBe(has)
})

test.each([
  [0, 200],
  [23, 177],
  [33, 167],
  [200, 200],
  [230, 170],
])('an answer that took %i ms waits %i ms more', (taken, waits) => {
  expect(waitForStep(taken)).toBe(waits)
})
