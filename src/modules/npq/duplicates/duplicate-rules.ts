/** Groups of answers that are compared, each with its bit. What is derived, such as eligibility, is never compared. */
export const GROUP_BITS = {
  course: 1,
  provider: 2,
  email: 4,
  work: 8,
  funding: 16,
  answers: 32,
  name: 64,
  cohort: 128,
} as const
export type Group = keyof typeof GROUP_BITS
const GROUPS = [
  'course',
  'provider',
  'email',
  'work',
  'funding',
  'answers',
  'name',
  'cohort',
] as const satisfies readonly Group[]

export const groupText: Readonly<Record<Group, string>> = {
  course: 'course',
  provider: 'provider',
  email: 'email address',
  work: 'work details',
  funding: 'how it is paid for',
  answers: 'questions about the course',
  name: 'name or teacher reference number',
  cohort: 'cohort',
}

/** The groups in which two registrations differ, from the bits of their comparison. */
export const groupsIn = (bits: number): readonly Group[] => GROUPS.filter((group) => (bits & GROUP_BITS[group]) !== 0)

const COURSE_OR_PROVIDER = GROUP_BITS.course | GROUP_BITS.provider
const COURSE_OR_EMAIL = GROUP_BITS.course | GROUP_BITS.email

/** The six measures of the study of 2023, and the other reading of the second. They overlap and cannot be added. */
export const MEASURES = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd2b'] as const
export type Measure = (typeof MEASURES)[number]

export type MeasureText = {
  readonly name: string
  /** Per cent of registrations in the study; null for the reading that it does not give. */
  readonly in2023: number | null
}

/** Source: "Change work details", the update of June 2023 (two months of registrations). */
export const measureText: Readonly<Record<Measure, MeasureText>> = {
  d1: { name: 'Full duplicates: nothing changed', in2023: 10.4 },
  d2: { name: 'Any detail changed except course or email', in2023: 4.8 },
  d3: { name: 'Only a different course or provider, or both', in2023: 8.8 },
  d4: { name: 'Only a different course', in2023: 4.6 },
  d5: { name: 'Only a different provider', in2023: 3.7 },
  d6: { name: 'Only different work details', in2023: 0.7 },
  d2b: { name: 'Something other than course or email changed, whatever else did', in2023: null },
}

/** Whether a pair of registrations counts for a measure, by what differs between them. The report asks the database the same. */
export const countsFor: Readonly<Record<Measure, (bits: number) => boolean>> = {
  d1: (bits) => bits === 0,
  d2: (bits) => bits !== 0 && (bits & COURSE_OR_EMAIL) === 0,
  d3: (bits) => bits !== 0 && (bits & ~COURSE_OR_PROVIDER) === 0,
  d4: (bits) => bits === GROUP_BITS.course,
  d5: (bits) => bits === GROUP_BITS.provider,
  d6: (bits) => bits === GROUP_BITS.work,
  d2b: (bits) => (bits & ~COURSE_OR_EMAIL) !== 0,
}

/** One class for each registration, by the earlier one that is nearest to it. These can be added. */
export const NEAREST = ['first', 'full', 'course', 'provider', 'course-and-provider', 'work', 'other'] as const
export type Nearest = (typeof NEAREST)[number]

export const nearestText: Readonly<Record<Nearest, string>> = {
  first: 'No earlier registration',
  full: 'The same in everything',
  course: 'Only the course differs',
  provider: 'Only the provider differs',
  'course-and-provider': 'Course and provider differ',
  work: 'Only work details differ',
  other: 'Other details differ, or several',
}

/** The class of what differs from the nearest earlier registration; null where there is none. */
export function nearestOf(bits: number | null): Nearest {
  if (bits === null) return 'first'
  if (bits === 0) return 'full'
  if (bits === GROUP_BITS.course) return 'course'
  if (bits === GROUP_BITS.provider) return 'provider'
  if (bits === COURSE_OR_PROVIDER) return 'course-and-provider'
  return bits === GROUP_BITS.work ? 'work' : 'other'
}

/** Why a repeated registration is no duplicate. The first that applies. */
export const LEGITIMATE = [
  'other-cohort',
  'coaching-offer',
  'earlier-ended',
  'accepted-for-another',
  'another-person',
] as const
export type Legitimate = (typeof LEGITIMATE)[number]

export const legitimateText: Readonly<Record<Legitimate, string>> = {
  'other-cohort': 'For another cohort',
  'coaching-offer': 'Headship and its coaching offer, which are two registrations',
  'earlier-ended': 'The earlier one had been rejected, withdrawn or had expired',
  'accepted-for-another': 'The earlier one had been accepted for another course',
  'another-person': 'Another name with the same email address',
}

/** Whose registrations are compared: a person's, after merges, or those with one address, as the study did. */
export const SAME_BY = ['person', 'email'] as const
export type SameBy = (typeof SAME_BY)[number]

/** Which earlier registrations count: in the period, of the cohort, or all. */
export const WITHIN = ['period', 'cohort', 'all'] as const
export type Within = (typeof WITHIN)[number]

/** As the study counted, or without repeats that have a good reason. */
export const SUBSETS = ['all', 'likely'] as const
export type Subset = (typeof SUBSETS)[number]

/** How registrations are told apart in the tables below the figures. */
export const DIMENSIONS = [
  'whole',
  'week',
  'nearest',
  'legitimate',
  'course',
  'provider',
  'setting',
  'gap',
  'earlier',
  'changed',
  'signed-in-by',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Time since the earlier registration: minutes mean a second click, days mean worry or forgetting. */
export const GAPS = ['5-minutes', 'hour', 'day', 'week', 'longer'] as const
export const gapText: Readonly<Record<(typeof GAPS)[number], string>> = {
  '5-minutes': 'Within 5 minutes',
  hour: 'Within an hour',
  day: 'Within a day',
  week: 'Within a week',
  longer: 'Later',
}

/** Share in per cent with one place, as the study gives its figures. */
export const shareOf = (count: number, all: number): string => (all === 0 ? '0.0' : ((100 * count) / all).toFixed(1))
