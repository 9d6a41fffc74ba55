import type { CohortFunding } from '../courses/cohort.ts'
import type { CourseIdentifier } from '../courses/course.ts'
import type {
  EmploymentType,
  PrivateNurseryKind,
  PublicNurseryKind,
  SchoolSetting,
} from '../work-details/work-details.ts'

export const FUNDING_RESULTS = ['funded', 'not-funded', 'review'] as const
export type FundingResult = (typeof FUNDING_RESULTS)[number]

/** What is known of the employer that is an establishment: null code for one that has no type, such as a local authority. */
type EstablishmentFacts = {
  readonly typeCode: string | null
  readonly isRise: boolean
  /** On the list that counts for the setting: schools by URN, further education by UKPRN. */
  readonly isPp50: boolean
}

export type SettingFacts =
  | ({ readonly kind: 'school'; readonly setting: SchoolSetting } & EstablishmentFacts)
  | { readonly kind: 'public-nursery'; readonly nurseryKind: PublicNurseryKind; readonly typeCode: string | null }
  | { readonly kind: 'private-nursery'; readonly nurseryKind: PrivateNurseryKind; readonly isListed: boolean }
  | { readonly kind: 'another'; readonly employmentType: EmploymentType; readonly isApprovedIttProvider: boolean }
  | { readonly kind: 'other'; readonly referredByReturnToTeachingAdviser: boolean }

/** Everything that funding depends on, and nothing else. Kept with the decision. */
export type FundingFacts = {
  readonly cohortFunding: CohortFunding
  readonly course: CourseIdentifier
  readonly previouslyFunded: boolean
  /** Headteacher in the first five years: asked for the coaching offer alone. */
  readonly isNewHeadteacher: boolean
  /** Null for somebody who does not work in England. */
  readonly setting: SettingFacts | null
}

/** What the rules say of the facts. */
export type FundingOutcome = { readonly result: FundingResult; readonly reason: FundingReason }

/** Why, as it is stored for ever: a code is never removed, and always has words (funding-reasons-rules.ts). */
export const FUNDING_REASONS = [
  'funded',
  'unfunded_cohort',
  'not_in_england',
  'previously_funded',
  'not_new_headteacher_requesting_ehco',
  'ineligible_establishment_type',
  'ineligible_establishment_not_a_pp50',
  'early_years_invalid_npq',
  'not_entitled_childminder',
  'not_lead_mentor_course',
  'subject_to_review',
  'employer_to_be_checked',
  'referred_by_return_to_teaching_adviser',
  // Decided by staff, against the rules or after a review.
  'marked_funded_by_policy',
  'marked_ineligible_by_policy',
  // From decisions of the service before: not made any more.
  'no_institution',
  'ineligible_institution_type',
  'school_outside_catchment',
  'early_years_outside_catchment',
  'not_on_early_years_register',
  'not_entitled_ey_institution',
] as const
export type FundingReason = (typeof FUNDING_REASONS)[number]
