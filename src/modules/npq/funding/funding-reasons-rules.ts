import type { FundingReason, FundingResult } from './funding.ts'

/** The result in the words of the status page. */
export const fundingResultText: Readonly<Record<FundingResult, string>> = {
  funded: 'Eligible for scholarship funding',
  'not-funded': 'Not eligible for scholarship funding',
  review: 'In review',
}

/** Why, in a sentence to the person. Every code that was ever stored keeps its words. */
export const fundingReasonText: Readonly<Record<FundingReason, string>> = {
  funded: 'Your workplace and course meet the conditions for scholarship funding.',
  unfunded_cohort: 'There is no scholarship funding for courses that start in this cohort.',
  not_in_england: 'Scholarship funding is for people who work in England.',
  previously_funded: 'You have already had scholarship funding for this course.',
  not_new_headteacher_requesting_ehco:
    'The early headship coaching offer is funded for headteachers in the first 5 years of their first headship.',
  ineligible_establishment_type: 'Your workplace is not one of the settings that scholarship funding is for.',
  ineligible_establishment_not_a_pp50:
    'This course is funded only in schools and colleges where at least half of the pupils or students are from disadvantaged backgrounds. Your workplace is not on that list.',
  early_years_invalid_npq: 'This course is not funded for early years settings like yours.',
  not_entitled_childminder: 'Childminders are funded when their Ofsted URN is on the list of eligible childminders.',
  not_lead_mentor_course:
    'Lead mentors of accredited initial teacher training providers are funded for leading teacher development only.',
  subject_to_review: 'We check settings like yours one by one. We will tell you by email what we decide.',
  employer_to_be_checked:
    'You are employed by a trust or a local authority, so we check which schools you work for. We will tell you by email what we decide.',
  referred_by_return_to_teaching_adviser:
    'You were referred by a return to teaching adviser. We will tell you by email what we decide.',
  marked_funded_by_policy: 'We looked at your registration and decided that you are eligible.',
  marked_ineligible_by_policy: 'We looked at your registration and decided that you are not eligible.',
  no_institution: 'Your registration did not name a workplace.',
  ineligible_institution_type: 'Your workplace was not one of the settings that scholarship funding was for.',
  school_outside_catchment: 'Your school was not in England.',
  early_years_outside_catchment: 'Your early years setting was not in England.',
  not_on_early_years_register: 'Your setting was not on the Ofsted early years register.',
  not_entitled_ey_institution: 'Your setting was not on the list of eligible early years settings.',
}

/** The same sentence about the person, for staff. */
export const fundingReasonForStaff = (reason: FundingReason): string => ABOUT[reason] ?? fundingReasonText[reason]

/** Of the sentences above, those that speak to the person. */
const ABOUT: Readonly<Partial<Record<FundingReason, string>>> = {
  funded: 'The workplace and course meet the conditions for scholarship funding.',
  previously_funded: 'They have already had scholarship funding for this course.',
  ineligible_establishment_type: 'The workplace is not one of the settings that scholarship funding is for.',
  ineligible_establishment_not_a_pp50:
    'This course is funded only in schools and colleges where at least half of the pupils or students are from disadvantaged backgrounds. The workplace is not on that list.',
  early_years_invalid_npq: 'This course is not funded for early years settings like theirs.',
  subject_to_review: 'Settings like theirs are checked one by one, by us.',
  employer_to_be_checked: 'A trust or a local authority employs them, so we check which schools they work for.',
  referred_by_return_to_teaching_adviser: 'A return to teaching adviser referred them, so we check.',
  marked_funded_by_policy: 'We looked at the registration and decided that they are eligible.',
  marked_ineligible_by_policy: 'We looked at the registration and decided that they are not eligible.',
  no_institution: 'The registration did not name a workplace.',
  ineligible_institution_type: 'The workplace was not one of the settings that scholarship funding was for.',
  school_outside_catchment: 'The school was not in England.',
  early_years_outside_catchment: 'The early years setting was not in England.',
  not_on_early_years_register: 'The setting was not on the Ofsted early years register.',
  not_entitled_ey_institution: 'The setting was not on the list of eligible early years settings.',
}
