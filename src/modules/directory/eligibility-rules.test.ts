import { describe, expect, test } from 'vitest'
import {
  type EligibilityPolicy,
  eligibilityOf,
  eligibilityText,
  type SchoolForEligibility,
} from './eligibility-rules.ts'
import { TYPE_NAMES } from './imports/gias-codes.ts'

const policy: EligibilityPolicy = {
  version: '2026-04',
  openStatusCodes: ['1', '3'],
  englandDistrictPrefixes: ['E', '9999'],
  excludedTypeCodes: ['10', '11', '25', '26', '27', '29', '30', '37', '49', '56'],
  section41TypeCodes: ['10', '11'],
  source: 'test',
}

const school: SchoolForEligibility = {
  statusCode: '1',
  typeCode: '1',
  typeName: 'Community school',
  districtCode: 'E09000007',
  section41: false,
}

const codes = (facts: Partial<SchoolForEligibility>) =>
  eligibilityOf({ ...school, ...facts }, policy).reasons.map(({ code }) => code)
const isEligible = (facts: Partial<SchoolForEligibility>) => eligibilityOf({ ...school, ...facts }, policy).eligible

const NEVER = ['25', '26', '27', '29', '30', '37', '49', '56']
const ONLY_WITH_SECTION_41 = ['10', '11']

describe('every type code', () => {
  test.each([...TYPE_NAMES])('%s, %s', (typeCode, typeName) => {
    const needs41 = ONLY_WITH_SECTION_41.includes(typeCode)
    const never = NEVER.includes(typeCode)
    expect(isEligible({ typeCode, typeName })).toBe(!never && !needs41)
    expect(isEligible({ typeCode, typeName, section41: true })).toBe(!never)
  })

  test('a type that GIAS invents is eligible until a policy excludes it', () => {
    expect(isEligible({ typeCode: '99', typeName: 'Something new' })).toBe(true)
  })
})

test.each([
  ['1', true, 'open'],
  ['3', true, 'open'],
  ['2', false, 'closed'],
  ['4', false, 'not-open-yet'],
])('status %s: eligible %s because %s', (statusCode, eligible, code) => {
  expect(isEligible({ statusCode })).toBe(eligible)
  expect(codes({ statusCode })).toContain(code)
})

test.each([
  ['E09000007', 'in-england'],
  ['e09000007', 'in-england'],
  ['9999', 'in-england'],
  ['999999999', 'not-in-england'],
  ['W06000009', 'not-in-england'],
  ['S12000033', 'not-in-england'],
  [null, 'district-not-known'],
])('district %s is %s', (districtCode, code) => {
  expect(codes({ districtCode })).toContain(code)
})

test('all reasons that stand in the way are given, and only those', () => {
  const facts = { statusCode: '2', districtCode: 'W06000009', typeCode: '30', typeName: 'Welsh establishment' }
  expect(codes(facts)).toEqual(['closed', 'not-in-england', 'type-excluded'])
  expect(codes({ ...facts, districtCode: 'E06000001' })).toEqual(['closed', 'type-excluded'])
})

test('an eligible school is told why', () => {
  expect(codes({})).toEqual(['open', 'in-england', 'type-included'])
  expect(codes({ typeCode: '10', section41: true })).toEqual(['open', 'in-england', 'section-41'])
})

test('a closed school names the one that took over', () => {
  const successor = { urn: '140123', name: 'Fernhill Academy' }
  const { eligible, reasons } = eligibilityOf({ ...school, statusCode: '2' }, policy, successor)
  expect(eligible).toBe(false)
  expect(reasons.map(eligibilityText)).toEqual(['It is closed. Fernhill Academy (URN 140123) took over from it'])
})

test('the rules follow the policy, not the code', () => {
  const stricter = { ...policy, excludedTypeCodes: [...policy.excludedTypeCodes, '24'], openStatusCodes: ['1'] }
  expect(eligibilityOf({ ...school, typeCode: '24' }, stricter).eligible).toBe(false)
  expect(eligibilityOf({ ...school, statusCode: '3' }, stricter).reasons).toEqual([{ code: 'closed' }])
})

test.each([
  [
    { typeCode: '11', typeName: 'Other independent school' },
    'Its type, other independent school, can use the service only when the school is approved under section 41, and it is not',
  ],
  [{ typeCode: '30', typeName: 'Welsh establishment' }, 'Its type, Welsh establishment, cannot use the service'],
  [{ statusCode: '4' }, 'It is not open yet'],
  [{ districtCode: null }, 'GIAS does not say which district it is in, so we cannot tell whether it is in England'],
])('in plain words: %j', (facts, text) => {
  expect(eligibilityOf({ ...school, ...facts }, policy).reasons.map(eligibilityText)).toEqual([text])
})
