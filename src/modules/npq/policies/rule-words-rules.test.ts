import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { FundingRules } from '../funding/funding-policy.ts'
import { differencesOf } from './rule-differences-rules.ts'
import { RULE_KEYS, RULES, type RuleKey } from './rule-words-rules.ts'
import { versionNamed } from './version-name-rules.ts'

const RULES_OF_2026: FundingRules = {
  eligibleTypeCodes: ['1', '2'],
  notInEngland: { typeCodes: ['30'], laCodes: ['673', '702'] },
  openStatusCodes: ['1', '3'],
  newHeadteacherCourses: ['npq-early-headship-coaching-offer'],
  sameCourse: [['npq-early-headship-coaching-offer', 'npq-additional-support-offer']],
  earlyYearsCourses: ['npq-early-years-leadership'],
  maintainedNursery: { typeCodes: ['15'], courses: ['npq-senco'] },
  listedNurseryKinds: ['childminder'],
  pp50Courses: ['npq-leading-literacy'],
  leadMentorCourses: ['npq-leading-teaching-development'],
  reviewCourses: ['npq-senco'],
}

describe('every rule of the engine', () => {
  const written = (key: RuleKey, values: (field: string) => readonly string[]) =>
    FundingRules.parse(RULES[key].write(RULES_OF_2026, values))

  test.each(RULE_KEYS)('%s is written back as it was read', (key) => {
    const parts = RULES[key].parts(RULES_OF_2026)
    expect(written(key, (field) => parts.find((part) => part.field === field)?.values ?? [])).toEqual(RULES_OF_2026)
  })

  test.each(RULE_KEYS)('%s is said in sentences', (key) => {
    for (const sentence of [RULES[key].says, RULES[key].saysNone]) expect(sentence).toMatch(/^[A-Z].{20,}\.$/)
  })

  test('is among those that staff can change: none of the policy is left out', () => {
    const emptied = RULE_KEYS.reduce<FundingRules>(
      (rules, key) => FundingRules.parse(RULES[key].write(rules, () => [])),
      RULES_OF_2026,
    )
    expect(JSON.stringify(emptied)).not.toMatch(/\w"(?!:)/)
  })

  test('of two versions is compared as sets', () => {
    const turned = { ...RULES_OF_2026, eligibleTypeCodes: ['2', '1'] }
    expect(differencesOf(RULES_OF_2026, turned)).toEqual([])
    const other = { ...RULES_OF_2026, eligibleTypeCodes: ['2', '5'], sameCourse: [] }
    expect(differencesOf(RULES_OF_2026, other)).toEqual([
      { rule: 'eligible-types', legend: 'Types', kind: 'types', added: [['5']], removed: [['1']] },
      {
        ...{ rule: 'same-course', legend: 'Groups', kind: 'courses', added: [] },
        removed: [['npq-additional-support-offer', 'npq-early-headship-coaching-offer']],
      },
    ])
  })
})

test('a version is named by its month, and by a number where that is taken', () => {
  const summer = Temporal.Instant.from('2027-05-31T23:30:00Z')
  expect(versionNamed(summer, [])).toBe('2027-06')
  expect(versionNamed(summer, ['2027-06', '2027-06-2'])).toBe('2027-06-3')
})
