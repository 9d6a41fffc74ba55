import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { FUNDING_REASONS } from './funding.ts'
import { fundingReasonForStaff, fundingReasonText } from './funding-reasons-rules.ts'
import { FundingChange, FundingOutcomeText, fundingMeaningText } from './outcome.tsx'
import { choicesFor, isSameOutcome, keptChoice, mustAskWhoPays } from './outcome-rules.ts'
import { whoPaysFrom, whoPaysPath } from './questions/who-pays.tsx'

const LOST = { result: 'not-funded', reason: 'ineligible_establishment_type' } as const
const FUNDED = { result: 'funded', reason: 'funded' } as const
const AT_SCHOOL = { worksInEngland: true, setting: 'a_school' } as const
const ABROAD = { worksInEngland: false, setting: 'a_school' } as const
const NURSERY = { worksInEngland: true, setting: 'early_years_or_childcare' } as const

test.each(FUNDING_REASONS)('%s has words', (reason) => {
  expect(fundingReasonText[reason]).toMatch(/^[A-Z].*\.$/)
  const html = String(<FundingOutcomeText outcome={{ result: 'funded', reason }} rules={null} />)
  expect(html).toContain(fundingReasonText[reason].slice(0, 20))
})

test('a decision says what it means and which rules it follows from; it promises no place', () => {
  const inForceFrom = Temporal.Instant.from('2026-06-01T00:00:00Z')
  const rules = { version: '2026-06', inForceFrom, source: 'Funding for NPQs' }
  const html = String(<FundingOutcomeText outcome={FUNDED} rules={rules} decidedAt={inForceFrom} />)
  expect(html).toContain('Decided on 1 June 2026. Rules in force from 1 June 2026. Source: Funding for NPQs.')
  expect(html).toContain(fundingMeaningText.funded)
  expect(fundingMeaningText.funded).toContain('not a promise')
})

test('a change shows both, each with its reason', () => {
  const html = String(<FundingChange before={FUNDED} after={LOST} />)
  expect(html.indexOf('Eligible')).toBeLessThan(html.indexOf('Not eligible'))
  expect(html).toContain(fundingReasonText.ineligible_establishment_type)
})

test('another reason is another decision', () => {
  expect(isSameOutcome(LOST, { ...LOST, reason: 'previously_funded' })).toBe(false)
  expect(isSameOutcome(LOST, { ...LOST })).toBe(true)
})

describe('who pays', () => {
  test.each([
    ['a school', AT_SCHOOL, ['school', 'trust', 'self', 'another']],
    ['a nursery', NURSERY, ['self', 'another']],
    ['abroad', ABROAD, ['self', 'another']],
  ] as const)('at %s', (_, work, choices) => {
    expect(choicesFor(work)).toEqual(choices)
  })

  test.each([
    ['lost and not said', { outcome: LOST, work: AT_SCHOOL, choice: null }, true],
    ['lost and said', { outcome: LOST, work: AT_SCHOOL, choice: 'school' }, false],
    ['the school was to pay and there is none', { outcome: LOST, work: NURSERY, choice: 'school' }, true],
    ['a choice of earlier years', { outcome: LOST, work: AT_SCHOOL, choice: 'employer' }, false],
    ['funded', { outcome: FUNDED, work: AT_SCHOOL, choice: null }, false],
  ] as const)('%s', (_, known, isAsked) => {
    expect(mustAskWhoPays(known)).toBe(isAsked)
  })

  test('is asked in the words of the setting, once', () => {
    expect(whoPaysPath({ isAsked: false, isAtSchool: true })).toEqual([])
    expect(whoPaysPath({ isAsked: true, isAtSchool: true })).toEqual(['who-pays-at-school'])
    expect(whoPaysPath({ isAsked: true, isAtSchool: false })).toEqual(['who-pays'])
    expect(whoPaysFrom({ 'who-pays': { payer: 'self' } })).toBe('self')
    expect(whoPaysFrom({})).toBe(null)
  })

  test('is kept only while somebody must pay', () => {
    expect([keptChoice(LOST, 'self'), keptChoice(FUNDED, 'self')]).toEqual(['self', null])
  })
})

test.each(FUNDING_REASONS)('%s: what staff read speaks of the person, not to them', (reason) => {
  expect(fundingReasonForStaff(reason)).toMatch(/^[A-Z].*\.$/)
  expect(fundingReasonForStaff(reason)).not.toMatch(/\byou(r|rs)?\b/i)
})
