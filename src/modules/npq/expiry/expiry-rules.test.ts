import { expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { expiresOn, isExpired, type Waiting } from './expiry-rules.ts'

const at = (day: string) => Temporal.Instant.from(`${day}T10:00:00Z`)
const FACTS: Waiting = {
  closedOn: Temporal.PlainDate.from('2027-01-09'),
  withProviderSince: at('2026-11-23'),
  pendingAgainAt: null,
  decision: { result: 'funded', decidedBy: 'engine', decidedAt: at('2027-03-01') },
}
const dayOf = (changed: Partial<Waiting>) => expiresOn({ ...FACTS, ...changed })?.toString() ?? null

test.each([
  ['90 days after its cohort closed', {}, '2027-04-09'],
  ['later for a provider that got it later', { withProviderSince: at('2027-02-01') }, '2027-05-02'],
  ['later for what was put back to pending', { pendingAgainAt: at('2027-04-12') }, '2027-07-11'],
  ['never before the cohort closed', { pendingAgainAt: at('2026-12-01') }, '2027-04-09'],
  ['not while staff have yet to decide its funding', { decision: { ...FACTS.decision, result: 'review' } }, null],
  ['later where staff decided late', { decision: { ...FACTS.decision, decidedBy: 'staff' } }, '2027-05-30'],
  ['not in a cohort without a last day', { closedOn: null }, null],
] as const)('a registration expires %s', (_, changed, day) => {
  expect(dayOf(changed)).toBe(day)
})

test('its day is the first on which it is over', () => {
  expect(isExpired(FACTS, Temporal.PlainDate.from('2027-04-08'))).toBe(false)
  expect(isExpired(FACTS, Temporal.PlainDate.from('2027-04-09'))).toBe(true)
  expect(isExpired({ ...FACTS, closedOn: null }, Temporal.PlainDate.from('2037-04-09'))).toBe(false)
})
