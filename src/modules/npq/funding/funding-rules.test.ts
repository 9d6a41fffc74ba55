import { describe, expect, test } from 'vitest'
import { COURSE_IDENTIFIERS, type CourseIdentifier } from '../courses/course.ts'
import { SCENARIO_SETTINGS, type Scenario, type ScenarioSetting } from '../scenarios/scenario.ts'
import { type CohortRules, factsOf } from '../scenarios/scenario-rules.ts'
import { FUNDING_REASONS, FUNDING_RESULTS, type FundingFacts, type SettingFacts } from './funding.ts'
import { FundingRules } from './funding-policy.ts'
import { fundingOf } from './funding-rules.ts'

/** The policy of June 2026, as its own publication tells it; that the database holds the same, funding-data.test.ts says. */
const rules = FundingRules.parse({
  eligibleTypeCodes: ['1', '15', '18', '34'],
  notInEngland: { typeCodes: ['30'], laCodes: ['673'] },
  openStatusCodes: ['1', '3', '4'],
  newHeadteacherCourses: ['npq-early-headship-coaching-offer'],
  sameCourse: [['npq-early-headship-coaching-offer', 'npq-additional-support-offer']],
  earlyYearsCourses: ['npq-early-years-leadership'],
  maintainedNursery: { typeCodes: ['15'], courses: ['npq-senco', 'npq-headship', 'npq-senior-leadership'] },
  listedNurseryKinds: ['childminder'],
  pp50Courses: [
    ...(['npq-executive-leadership', 'npq-leading-behaviour-culture', 'npq-leading-literacy'] as const),
    ...(['npq-leading-primary-mathematics', 'npq-leading-teaching', 'npq-leading-teaching-development'] as const),
  ],
  leadMentorCourses: ['npq-leading-teaching-development'],
  reviewCourses: ['npq-senco', 'npq-headship', 'npq-senior-leadership'],
})
const capped: CohortRules = { rules, funding: 'capped' }

const COURSES = COURSE_IDENTIFIERS.filter((course) => course !== 'npq-additional-support-offer')
const EHCO = 'npq-early-headship-coaching-offer'
const HEADS: readonly CourseIdentifier[] = ['npq-headship', 'npq-senco', 'npq-senior-leadership']
const EARLY_YEARS: CourseIdentifier = 'npq-early-years-leadership'
const allNpqs = COURSES.filter((course) => course !== EHCO)

type Expected = { readonly yes?: readonly CourseIdentifier[]; readonly review?: readonly CourseIdentifier[] }

/** The matrix of docs/rules/npq.md: which courses are funded or reviewed where, for autumn 2026, never funded before. */
const MATRIX: Readonly<Record<ScenarioSetting, Expected & { readonly listed?: Expected }>> = {
  school: { yes: [EARLY_YEARS, ...HEADS], listed: { yes: allNpqs } },
  'academy-trust': { yes: [EARLY_YEARS, ...HEADS], listed: { yes: allNpqs } },
  '16-19': { yes: [EARLY_YEARS, ...HEADS], listed: { yes: allNpqs } },
  'ey-la-maintained-nursery': { yes: [EARLY_YEARS, ...HEADS] },
  'ey-preschool-in-school': { yes: [EARLY_YEARS] },
  'ey-private-nursery': { yes: [EARLY_YEARS] },
  'ey-childminder': {},
  'ey-another': { yes: [EARLY_YEARS] },
  'another-hospital-school': { review: HEADS },
  'another-itt-lead-mentor': { yes: ['npq-leading-teaching-development'] },
  'another-la-supply': { review: HEADS },
  'another-virtual-school': { review: HEADS },
  'another-young-offender': { review: HEADS },
  'other-rtta': { review: allNpqs },
  other: {},
}

const aCase = (
  setting: ScenarioSetting | null,
  course: CourseIdentifier,
  given: Partial<Scenario> = {},
): FundingFacts =>
  factsOf(
    {
      ...{ cohort: '2026b', worksInEngland: true, setting, course, previouslyFunded: false },
      ...{ isRise: false, isPp50: false, expected: 'no', ...given },
    },
    capped,
  )

const MIXES = [false, true].flatMap((isRise) => [false, true].map((isPp50) => ({ isRise, isPp50 })))

function expectedOf({ yes = [], review = [] }: Expected, course: CourseIdentifier) {
  if (yes.includes(course)) return 'funded'
  return review.includes(course) ? 'review' : 'not-funded'
}

describe.each(SCENARIO_SETTINGS)('%s', (setting) => {
  const { listed, ...plain } = MATRIX[setting]
  const mixes = MIXES.flatMap((mix) => COURSES.map((course) => ({ ...mix, course })))
  test.each(mixes)('$course, RISE $isRise, PP50 $isPp50', ({ course, ...mix }) => {
    const expected = listed && (mix.isRise || mix.isPp50) ? listed : plain
    expect(fundingOf(rules, aCase(setting, course, mix)).result).toBe(expectedOf(expected, course))
  })

  test.each(COURSES)('%s: not outside England, not twice, not in a cohort without funding', (course) => {
    const facts = aCase(setting, course, { isRise: true, isPp50: true })
    expect(fundingOf(rules, { ...facts, setting: null })).toEqual({ result: 'not-funded', reason: 'not_in_england' })
    expect(fundingOf(rules, { ...facts, previouslyFunded: true }).reason).toBe('previously_funded')
    expect(fundingOf(rules, { ...facts, cohortFunding: 'zero' }).reason).toBe('unfunded_cohort')
    // The order in which the reasons are told.
    const all = { ...facts, cohortFunding: 'zero', setting: null, previouslyFunded: true } as const
    expect(fundingOf(rules, all).reason).toBe('unfunded_cohort')
    expect(fundingOf(rules, { ...all, cohortFunding: 'full' }).reason).toBe('not_in_england')
  })

  test('the coaching offer is for new headteachers, wherever they work in England', () => {
    const facts = aCase(setting, EHCO)
    expect(fundingOf(rules, facts).reason).toBe('not_new_headteacher_requesting_ehco')
    expect(fundingOf(rules, { ...facts, isNewHeadteacher: true })).toEqual({ result: 'funded', reason: 'funded' })
    expect(fundingOf(rules, { ...facts, isNewHeadteacher: true, previouslyFunded: true }).result).toBe('not-funded')
  })
})

describe('reasons', () => {
  const school = { kind: 'school', setting: 'a_school', isRise: false, isPp50: false } as const
  test.each<[SettingFacts, CourseIdentifier, string]>([
    [{ ...school, typeCode: '1' }, 'npq-leading-literacy', 'ineligible_establishment_not_a_pp50'],
    [{ ...school, typeCode: '11' }, 'npq-headship', 'ineligible_establishment_type'],
    [{ ...school, typeCode: '11', isRise: true }, 'npq-headship', 'funded'],
    [{ ...school, typeCode: '11', isPp50: true }, 'npq-leading-literacy', 'ineligible_establishment_type'],
    // A local authority or a trust as the employer has no type of establishment.
    [{ ...school, typeCode: null }, 'npq-headship', 'employer_to_be_checked'],
    [{ ...school, typeCode: null }, 'npq-leading-literacy', 'ineligible_establishment_type'],
    [{ kind: 'private-nursery', nurseryKind: 'childminder', isListed: false }, EARLY_YEARS, 'not_entitled_childminder'],
    [{ kind: 'private-nursery', nurseryKind: 'childminder', isListed: true }, EARLY_YEARS, 'funded'],
    [
      { kind: 'private-nursery', nurseryKind: 'childminder', isListed: true },
      'npq-headship',
      'early_years_invalid_npq',
    ],
    [
      { kind: 'public-nursery', nurseryKind: 'local_authority_maintained_nursery', typeCode: '1' },
      'npq-headship',
      'early_years_invalid_npq',
    ],
    [
      {
        kind: 'another',
        employmentType: 'lead_mentor_for_accredited_itt_provider',
        isApprovedIttProvider: false,
      },
      'npq-leading-teaching-development',
      'ineligible_establishment_type',
    ],
    [
      { kind: 'another', employmentType: 'lead_mentor_for_accredited_itt_provider', isApprovedIttProvider: true },
      'npq-headship',
      'not_lead_mentor_course',
    ],
    [
      { kind: 'another', employmentType: 'hospital_school', isApprovedIttProvider: false },
      'npq-senco',
      'subject_to_review',
    ],
    [
      { kind: 'other', referredByReturnToTeachingAdviser: true },
      'npq-leading-literacy',
      'referred_by_return_to_teaching_adviser',
    ],
  ])('%j, %s: %s', (setting, course, reason) => {
    const facts = {
      cohortFunding: 'capped',
      course,
      previouslyFunded: false,
      isNewHeadteacher: false,
      setting,
    } as const
    expect(fundingOf(rules, facts).reason).toBe(reason)
  })

  test('only known results and reasons ever come out', () => {
    for (const setting of SCENARIO_SETTINGS) {
      for (const course of COURSE_IDENTIFIERS) {
        const { result, reason } = fundingOf(rules, aCase(setting, course))
        expect(FUNDING_RESULTS).toContain(result)
        expect(FUNDING_REASONS).toContain(reason)
      }
    }
  })
})
