import { LEAD_MENTOR } from '../work-details/work-details.ts'
import type { FundingFacts, FundingOutcome, FundingReason, SettingFacts } from './funding.ts'
import type { FundingRules } from './funding-policy.ts'

const FUNDED: FundingOutcome = { result: 'funded', reason: 'funded' }
const not = (reason: FundingReason): FundingOutcome => ({ result: 'not-funded', reason })
const review = (reason: FundingReason): FundingOutcome => ({ result: 'review', reason })

/**
 * Whether a course is paid for, by the rules of its cohort. The order matters: the first that applies is the reason.
 * Source: funding for national professional qualifications, eligible settings (docs/rules/npq.md).
 */
export function fundingOf(rules: FundingRules, facts: FundingFacts): FundingOutcome {
  if (facts.cohortFunding === 'zero') return not('unfunded_cohort')
  if (facts.setting === null) return not('not_in_england')
  if (facts.previouslyFunded) return not('previously_funded')
  if (rules.newHeadteacherCourses.includes(facts.course)) {
    return facts.isNewHeadteacher ? FUNDED : not('not_new_headteacher_requesting_ehco')
  }
  return bySetting(rules, facts.course, facts.setting)
}

function bySetting(rules: FundingRules, course: FundingFacts['course'], setting: SettingFacts): FundingOutcome {
  switch (setting.kind) {
    case 'public-nursery':
      return atPublicNursery(rules, course, setting)
    case 'private-nursery':
      return atPrivateNursery(rules, course, setting)
    case 'school':
      return atSchool(rules, course, setting)
    case 'another':
      return employedElsewhere(rules, course, setting)
    case 'other':
      return setting.referredByReturnToTeachingAdviser
        ? review('referred_by_return_to_teaching_adviser')
        : not('ineligible_establishment_type')
  }
}

function atPublicNursery(
  { earlyYearsCourses, maintainedNursery }: FundingRules,
  course: FundingFacts['course'],
  { typeCode }: Extract<SettingFacts, { kind: 'public-nursery' }>,
): FundingOutcome {
  if (earlyYearsCourses.includes(course)) return FUNDED
  const isMaintained = typeCode !== null && maintainedNursery.typeCodes.includes(typeCode)
  return isMaintained && maintainedNursery.courses.includes(course) ? FUNDED : not('early_years_invalid_npq')
}

function atPrivateNursery(
  { earlyYearsCourses, listedNurseryKinds }: FundingRules,
  course: FundingFacts['course'],
  { nurseryKind, isListed }: Extract<SettingFacts, { kind: 'private-nursery' }>,
): FundingOutcome {
  if (!earlyYearsCourses.includes(course)) return not('early_years_invalid_npq')
  return listedNurseryKinds.includes(nurseryKind) && !isListed ? not('not_entitled_childminder') : FUNDED
}

function atSchool(
  rules: FundingRules,
  course: FundingFacts['course'],
  { typeCode, isRise, isPp50 }: Extract<SettingFacts, { kind: 'school' }>,
): FundingOutcome {
  if (isRise) return FUNDED
  // A trust or a local authority has no type of establishment: staff look at which of its schools the person serves.
  if (typeCode === null) {
    return rules.reviewCourses.includes(course)
      ? review('employer_to_be_checked')
      : not('ineligible_establishment_type')
  }
  if (!rules.eligibleTypeCodes.includes(typeCode)) return not('ineligible_establishment_type')
  if (!rules.pp50Courses.includes(course)) return FUNDED
  return isPp50 ? FUNDED : not('ineligible_establishment_not_a_pp50')
}

function employedElsewhere(
  rules: FundingRules,
  course: FundingFacts['course'],
  { employmentType, isApprovedIttProvider }: Extract<SettingFacts, { kind: 'another' }>,
): FundingOutcome {
  if (employmentType === LEAD_MENTOR) {
    if (!rules.leadMentorCourses.includes(course)) return not('not_lead_mentor_course')
    return isApprovedIttProvider ? FUNDED : not('ineligible_establishment_type')
  }
  return rules.reviewCourses.includes(course) ? review('subject_to_review') : not('ineligible_establishment_type')
}
