import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pence } from '#src/kit/money.ts'
import { clawbackSum } from './clawback-rules.ts'

const line = (lineId: string, hoursClaimed: number, hoursTakenBack = 0) => ({ lineId, hoursClaimed, hoursTakenBack })

test('the example of the research: Fringe, 16, 16 and 10 hours, of which one mentor worked 9', () => {
  const atStake = [line('a', 16), line('b', 16), line('c', 10)]
  const sum = clawbackSum({ pencePerHour: pence(4510), atStake, worked: [{ lineId: 'b', hoursWorked: 9 }] })
  expect(sum).toMatchObject({ ok: true, hours: 7, amount: 31_570 })
  expect(42 * 4510 - (sum.ok ? sum.amount : 0)).toBe(157_850)
})

test.each([
  ['hours that nobody claimed', [{ lineId: 'a', hoursWorked: 17 }], 'too-many-hours'],
  ['fewer than none', [{ lineId: 'a', hoursWorked: -1 }], 'too-many-hours'],
  ['half hours', [{ lineId: 'a', hoursWorked: 1.5 }], 'too-many-hours'],
  ['somebody else', [{ lineId: 'z', hoursWorked: 1 }], 'unknown-mentor'],
  ['a mentor twice', [1, 2].map((hoursWorked) => ({ lineId: 'a', hoursWorked })), 'unknown-mentor'],
  ['nothing', [{ lineId: 'a', hoursWorked: 16 }], 'nothing-taken-back'],
  ['nobody', [], 'nothing-taken-back'],
] as const)('refuses %s', (_name, worked, because) => {
  const sum = clawbackSum({ pencePerHour: pence(4510), atStake: [line('a', 16)], worked })
  expect(sum).toMatchObject({ ok: false, because })
})

test('what was taken back before is not taken back again', () => {
  const given = { pencePerHour: pence(4510), atStake: [line('a', 16, 7)] }
  expect(clawbackSum({ ...given, worked: [{ lineId: 'a', hoursWorked: 10 }] }).ok).toBe(false)
  expect(clawbackSum({ ...given, worked: [{ lineId: 'a', hoursWorked: 0 }] })).toMatchObject({ ok: true, hours: 9 })
})

const mentor = fc.record({
  claimed: fc.integer({ min: 1, max: 20 }),
  back: fc.integer({ min: 0, max: 20 }),
  worked: fc.integer({ min: -2, max: 22 }),
  isNamed: fc.boolean(),
})
type Mentor = { readonly claimed: number; readonly back: number; readonly worked: number; readonly isNamed: boolean }

/** As the research tells it, counted hour by hour: each hour that was claimed, kept until now and not worked costs the rate. */
function oracle(rate: number, mentors: readonly Mentor[]): { hours: number; amount: number } | null {
  const named = mentors.filter(({ isNamed }) => isNamed)
  if (named.some(({ claimed, back, worked }) => worked < 0 || worked > claimed - back)) return null
  const hours = named.flatMap(({ claimed, back, worked }) =>
    Array.from({ length: claimed - back }, (_hour, at) => at + 1).filter((hour) => hour > worked),
  )
  return hours.length === 0 ? null : { hours: hours.length, amount: hours.reduce((sum) => sum + rate, 0) }
}

test('the sum is the oracle’s for any claim, and never more than is left of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.array(mentor, { maxLength: 12 }), (rate, drawn) => {
      const mentors = drawn.map((one) => ({ ...one, back: Math.min(one.back, one.claimed) }))
      const sum = clawbackSum({
        pencePerHour: pence(rate),
        atStake: mentors.map(({ claimed, back }, at) => line(String(at), claimed, back)),
        worked: mentors.flatMap(({ worked, isNamed }, at) =>
          isNamed ? [{ lineId: String(at), hoursWorked: worked }] : [],
        ),
      })
      const expected = oracle(rate, mentors)
      expect(sum.ok ? { hours: sum.hours, amount: sum.amount } : null).toEqual(expected)
      if (!sum.ok) return
      const left = mentors.reduce((total, { claimed, back }) => total + (claimed - back) * rate, 0)
      expect(sum.amount).toBeLessThanOrEqual(left)
      expect(sum.lines.reduce((total, { amount }) => total + amount, 0)).toBe(sum.amount)
    }),
    { numRuns: 5_000 },
  )
})
