import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, chooseForAudit, type SampleSettings } from './sample-rules.ts'

const SETTINGS: SampleSettings = { highValuePence: 500_000, mentorSubmittedPercent: 20, valuePercent: 10 }
const rankBy = (seed: string) => (claimId: string) => createHash('sha256').update(`${seed}:${claimId}`).digest('hex')
const claim = (claimId: string, facts: Partial<Candidate> = {}): Candidate => ({
  ...{ claimId, schoolId: claimId, pence: 70_000, byMentor: false, stratum: 'Academies, Primary, Urban' },
  ...facts,
})
const many = (count: number, facts: (n: number) => Partial<Candidate> = () => ({})) =>
  Array.from({ length: count }, (_, n) => claim(`claim-${n}`, facts(n)))
const draw = (candidates: readonly Candidate[], seed = 'seed 1', settings = SETTINGS) =>
  chooseForAudit({ candidates, settings, rank: rankBy(seed) })

test('every claim of a school whose claims come to more than the limit is chosen, and none of a school at the limit', () => {
  const above = [0, 1, 2].map((n) => claim(`above-${n}`, { schoolId: 'above', pence: 166_667 }))
  const at = [0, 1].map((n) => claim(`at-${n}`, { schoolId: 'at', pence: 250_000 }))
  const rest = many(200)
  const highValue = draw([...above, ...at, ...rest]).filter(({ reason }) => reason === 'high-value')
  expect(highValue.map(({ claimId }) => claimId).toSorted()).toEqual(['above-0', 'above-1', 'above-2'])
})

test('one in five, rounded up, of the claims that a mentor submitted', () => {
  const sampled = draw(many(100, (n) => ({ byMentor: n < 11 })))
  expect(sampled.filter(({ reason }) => reason === 'mentor-submitted')).toHaveLength(3)
})

test('the same seed draws the same, in whatever order the claims come; another seed draws another', () => {
  const claims = many(300)
  expect(draw(claims.toReversed())).toEqual(draw(claims))
  expect(draw(claims, 'seed 2')).not.toEqual(draw(claims))
})

test('a draw that anybody can repeat by hand: claims in the order of their hashes', () => {
  const claims = many(40, (n) => ({ pence: 10_000, stratum: n < 20 ? 'A' : 'B' }))
  const order = (from: number) =>
    claims
      .slice(from, from + 20)
      .map(({ claimId }) => claimId)
      .toSorted((one, other) => rankBy('x')(one).localeCompare(rankBy('x')(other), 'en'))
  expect(draw(claims, 'x')).toEqual([
    { claimId: order(0)[0], reason: 'stratum', drawnAs: 1 },
    { claimId: order(0)[1], reason: 'stratum', drawnAs: 2 },
    { claimId: order(20)[0], reason: 'stratum', drawnAs: 1 },
    { claimId: order(20)[1], reason: 'stratum', drawnAs: 2 },
  ])
})

test('nothing to draw from gives nothing', () => {
  expect(draw([])).toEqual([])
})

const candidates = fc.array(
  fc.record({
    schoolId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    pence: fc.integer({ min: 4_380, max: 400_000 }),
    byMentor: fc.boolean(),
    stratum: fc.constantFrom('A', 'B', 'C'),
  }),
  { minLength: 1, maxLength: 80 },
)

test('always: at least the share of the whole value, nobody twice, every claim of a high-value school', () => {
  fc.assert(
    fc.property(candidates, fc.string(), (facts, seed) => {
      const claims = facts.map((fact, n) => claim(`claim-${n}`, fact))
      const chosen = draw(claims, seed)
      const ids = new Set(chosen.map(({ claimId }) => claimId))
      expect(ids.size).toBe(chosen.length)
      const sum = (of: readonly Candidate[]) => of.reduce((total, { pence }) => total + pence, 0)
      expect(sum(claims.filter(({ claimId }) => ids.has(claimId))) * 10).toBeGreaterThanOrEqual(sum(claims))
      for (const school of new Set(claims.map(({ schoolId }) => schoolId))) {
        const own = claims.filter(({ schoolId }) => schoolId === school)
        if (sum(own) > SETTINGS.highValuePence) expect(own.every(({ claimId }) => ids.has(claimId))).toBe(true)
      }
    }),
  )
})
