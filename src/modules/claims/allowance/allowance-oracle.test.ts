import { expect, test } from 'vitest'
import { allowance } from './allowance-rules.ts'

// The table of cases (docs/rules/claims.md#hours), and the rule against a second one, written differently: hour by hour.

const CAPS = { 2023: [20, 6], 2024: [20, 6], 2025: [16, 6], 2026: [16, 6] } as const
const yearOf = (year: keyof typeof CAPS) => ({ initialCap: CAPS[year][0], refresherCap: CAPS[year][1] })

test.each([
  ['initial, 2024 to 2025, nothing claimed', { year: 2024, before: 0, held: 0 }, 'initial', 20],
  ['initial, 2025 to 2026, nothing claimed', { year: 2025, before: 0, held: 0 }, 'initial', 16],
  ['claimed last year with the same provider', { year: 2025, before: 16, held: 0 }, 'refresher', 6],
  ['an hour of last year still counts', { year: 2025, before: 1, held: 0 }, 'refresher', 6],
  ['last year with another provider, or wholly clawed back', { year: 2025, before: 0, held: 0 }, 'initial', 16],
  ['10 hours at another school with the same provider', { year: 2025, before: 0, held: 10 }, 'initial', 6],
  ['7 of 16 clawed back', { year: 2025, before: 0, held: 9 }, 'initial', 7],
  ['all claimed', { year: 2025, before: 0, held: 16 }, 'initial', 0],
  ['a refresher after 6 hours', { year: 2025, before: 20, held: 6 }, 'refresher', 0],
  ['more held than the cap allows today', { year: 2025, before: 20, held: 9 }, 'refresher', 0],
] as const)('%s', (_case, { year, before, held }, trainingType, left) => {
  expect(allowance({ year: yearOf(year), hoursInEarlierYears: before, held })).toMatchObject({ trainingType, left })
})

/** Counts the hours that are left one by one, from a list of claims as somebody would on paper. */
function onPaper(year: number, claims: readonly PaperClaim[]): { readonly type: string; readonly left: number } {
  const worked = (claim: PaperClaim) => (claim.isReturned ? 0 : claim.hours - claim.clawedBack)
  const before = claims.some((claim) => claim.year < year && !claim.isDraft && worked(claim) > 0)
  const most = year < 2025 ? 20 : 16
  let left = before ? 6 : most
  for (const claim of claims.filter((one) => one.year === year)) {
    for (let hour = 0; hour < worked(claim); hour += 1) if (left > 0) left -= 1
  }
  return { type: before ? 'refresher' : 'initial', left }
}

type PaperClaim = {
  readonly year: number
  readonly hours: number
  readonly clawedBack: number
  readonly isReturned: boolean
  readonly isDraft: boolean
}

test('ten thousand histories of a mentor with a provider, as somebody would count them on paper', () => {
  const random = randomFrom(20261123)
  for (let round = 0; round < 10_000; round += 1) {
    const claims = Array.from({ length: random(6) }, (): PaperClaim => {
      const hours = 1 + random(20)
      return {
        ...{ year: 2023 + random(4), hours, clawedBack: random(3) === 0 ? random(hours + 1) : 0 },
        ...{ isReturned: random(5) === 0, isDraft: random(6) === 0 },
      }
    })
    const year = (2023 + random(4)) as keyof typeof CAPS
    const hoursOf = (those: readonly PaperClaim[]) =>
      those.reduce((sum, { hours, clawedBack, isReturned }) => sum + (isReturned ? 0 : hours - clawedBack), 0)
    const facts = {
      year: yearOf(year),
      hoursInEarlierYears: hoursOf(claims.filter((claim) => claim.year < year && !claim.isDraft)),
      held: hoursOf(claims.filter((claim) => claim.year === year)),
    }
    const { trainingType, left } = allowance(facts)
    expect({ type: trainingType, left }).toEqual(onPaper(year, claims))
  }
})

/** The same numbers each time: a failure can be looked at again. */
function randomFrom(seed: number) {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
