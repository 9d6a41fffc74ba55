import { expect, test } from 'vitest'
import { fingerprintOf } from './fingerprint-rules.ts'

const school = { worksInEngland: true, setting: 'a_school', organisationId: 'a' } as const
const submitted = {
  email: 'Ann.Lee@School.example',
  name: 'Ann Lee',
  trn: null,
  work: school,
  fundingChoice: 'self',
  answers: { sencoInRole: 'yes', sencoStartedOn: '2024-09-01' },
} as const

test('spelling, spaces, the order of answers and an answer that was left blank make no difference', () => {
  const again = {
    ...submitted,
    email: ' ann.lee@school.EXAMPLE ',
    name: 'ANN  LEE',
    trn: '',
    answers: { sencoStartedOn: '2024-09-01', sencoInRole: 'yes', npqhStatus: undefined },
  } as const
  expect(fingerprintOf(again)).toEqual(fingerprintOf(submitted))
})

test.each([
  ['email', { ...submitted, email: 'ann@home.example' }],
  ['name', { ...submitted, trn: '1234567' }],
  ['work', { ...submitted, work: { ...school, organisationId: 'b' } }],
  ['funding', { ...submitted, fundingChoice: null }],
  ['answers', { ...submitted, answers: { sencoInRole: 'no_but_i_plan_to_become_one' } }],
] as const)('a difference in %s is one of that group alone', (group, other) => {
  const [one, two] = [fingerprintOf(submitted), fingerprintOf(other)]
  const differs = (['email', 'name', 'work', 'funding', 'answers'] as const).filter((each) => one[each] !== two[each])
  expect(differs).toEqual([group])
})

test('where somebody works is compared by every answer', () => {
  const nursery = { worksInEngland: true, setting: 'early_years_or_childcare', nurseryKind: 'childminder' } as const
  const works = [
    school,
    { ...school, setting: 'an_academy_trust' } as const,
    { ...nursery, childcareUrn: null },
    { ...nursery, childcareUrn: 'EY123456' },
    { worksInEngland: false, setting: 'a_school', country: 'Wales' } as const,
    { worksInEngland: true, setting: 'other', referredByReturnToTeachingAdviser: true } as const,
    { worksInEngland: true, setting: 'other', referredByReturnToTeachingAdviser: false } as const,
  ]
  expect(new Set(works.map((work) => fingerprintOf({ ...submitted, work }).work)).size).toBe(works.length)
})
