import type { CourseIdentifier } from '#src/modules/npq/courses/course.ts'
import type { CourseAnswers } from '#src/modules/npq/courses/course-answers.ts'
import type { FundingChoice } from '#src/modules/npq/registrations/registration.ts'
import type { SchoolSetting } from '#src/modules/npq/work-details/work-details.ts'
import type { ParticularSchool } from './particular-schools.ts'
import type { Persona } from './personas.ts'

/** Ids of companies by their names. */
export type Providers = ReadonlyMap<string, string>

const ALDERBROOK = 'Alderbrook Institute of Teaching'
const BEACON = 'Beacon and Vale Education'
const CALDERWATER = 'Calderwater Teacher Development'
const MERIDIAN = 'Meridian Teaching Network'
const SALTMARSH = 'Saltmarsh Learning'

/** Who delivers which course in the demonstration: not everybody delivers everything. */
export const OFFERS: Readonly<Partial<Record<CourseIdentifier, readonly string[]>>> = {
  'npq-headship': [ALDERBROOK, BEACON, CALDERWATER, MERIDIAN, SALTMARSH],
  'npq-senior-leadership': [ALDERBROOK, BEACON, CALDERWATER, MERIDIAN, SALTMARSH],
  'npq-leading-teaching': [ALDERBROOK, BEACON, CALDERWATER, MERIDIAN],
  'npq-leading-teaching-development': [ALDERBROOK, BEACON, CALDERWATER, MERIDIAN],
  'npq-leading-behaviour-culture': [ALDERBROOK, BEACON, CALDERWATER, MERIDIAN, SALTMARSH],
  'npq-leading-literacy': [ALDERBROOK, CALDERWATER],
  'npq-leading-primary-mathematics': [ALDERBROOK, BEACON, MERIDIAN],
  'npq-senco': [ALDERBROOK, BEACON, MERIDIAN],
  'npq-executive-leadership': [ALDERBROOK, BEACON, MERIDIAN, SALTMARSH],
  'npq-early-years-leadership': [ALDERBROOK, CALDERWATER],
  'npq-early-headship-coaching-offer': [ALDERBROOK, BEACON, CALDERWATER, MERIDIAN, SALTMARSH],
}

/** Of the spring cohort, which has no scholarships: one provider. */
export const SPRING_OFFERS: Readonly<Partial<Record<CourseIdentifier, readonly string[]>>> = {
  'npq-headship': [BEACON],
  'npq-senior-leadership': [BEACON],
}

/** Childcare on Ofsted's registers; nobody of these exists. */
export const CHILDCARE: readonly (readonly [urn: string, name: string, town: string, postcode: string])[] = [
  ['2600101', 'Little Acorns of Thackroyd', 'Leeds', 'LS9 9ZA'],
  ['2600102', 'Harbour Steps Nursery', 'Falmouth', 'TR11 9ZB'],
  ['2600103', 'Candlemere Under Fives', 'London', 'NW1 9ZC'],
  ['EY260104', 'Maple Gate Day Nursery', 'Leeds', 'LS8 9ZD'],
  ['CA260105', 'Childminder', 'Truro', 'TR1 9ZE'],
]

export type WorkPlan =
  | { readonly at: 'school'; readonly school: ParticularSchool; readonly setting?: SchoolSetting }
  | { readonly at: 'nursery'; readonly urn: string }
  | { readonly at: 'childminder'; readonly urn: string | null }
  | { readonly at: 'hospital'; readonly employer: string }
  | { readonly at: 'virtual-school'; readonly role: string; readonly employer: string }
  | { readonly at: 'lead-mentor'; readonly provider: string }
  | { readonly at: 'adviser' }
  | { readonly at: 'abroad'; readonly country: string }

/** What became of a registration, in the order in which it happened. */
export type Step =
  | { readonly do: 'accept'; readonly place: boolean | null }
  | { readonly do: 'reject' | 'withdraw' | 'start' | 'complete' | 'defer' | 'leave' }
  | { readonly do: 'ask-provider'; readonly to: string }
  | { readonly do: 'change-course'; readonly to: CourseIdentifier }

export type RegistrationPlan = {
  readonly course: CourseIdentifier
  readonly cohort?: '2026a' | '2026b'
  readonly provider: string
  readonly work: WorkPlan
  readonly answers?: CourseAnswers
  /** Who pays where funding does not. */
  readonly payer?: FundingChoice
  readonly daysAgo: number
  readonly then?: readonly Step[]
}

export type TeacherPersona = Persona & { readonly registrations: readonly RegistrationPlan[] }

const BY_EMAIL = 'Ask for a sign-in email at /sign-in, and open it at /dev/emails; then /npq'
const teacher = (
  name: string,
  role: string,
  shows: string,
  ...registrations: readonly RegistrationPlan[]
): TeacherPersona => ({
  name,
  role,
  address: `${name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}@teachers.example`,
  shows,
  signIn: BY_EMAIL,
  registrations,
})

/** Schools on the list of those that are funded for every course, and on that of disadvantaged schools. */
export const RISE_SCHOOLS: readonly ParticularSchool[] = ['nobody']
export const PP50_SCHOOLS: readonly ParticularSchool[] = ['nobody', 'begun', 'unopened']

const LARKHOLLOW: WorkPlan = { at: 'school', school: 'larkhollow' }

/** One teacher for each state that a registration can be in. */
export const TEACHER_PERSONAS: readonly TeacherPersona[] = [
  teacher(
    'Maya Okonkwo',
    'Deputy head, registered for headship last week',
    'Waiting for the provider, eligible for funding',
    {
      ...{ course: 'npq-headship', provider: ALDERBROOK, work: LARKHOLLOW, daysAgo: 6 },
    },
  ),
  teacher(
    'Owen Prothero',
    'Teacher in a school that is not on the list of disadvantaged schools',
    'Not eligible, pays himself',
    {
      ...{ course: 'npq-leading-teaching', provider: CALDERWATER, work: LARKHOLLOW, payer: 'self', daysAgo: 20 },
    },
  ),
  teacher('Leila Haddad', 'Teaches in a hospital school', 'Funding in review: staff decide at /staff/npq/reviews', {
    ...{
      course: 'npq-senco',
      provider: MERIDIAN,
      work: { at: 'hospital', employer: 'Wethersgarth Hospital School' },
      daysAgo: 9,
    },
    answers: { sencoInRole: 'yes', sencoStartedOn: '2025-09-01' },
  }),
  teacher('Callum Reid', 'Accepted with a funded place', 'Changing work details: his place may come into doubt', {
    ...{
      course: 'npq-leading-behaviour-culture',
      provider: BEACON,
      work: { at: 'school', school: 'begun' },
      daysAgo: 40,
    },
    then: [{ do: 'accept', place: true }],
  }),
  teacher('Hannah Weiss', 'Has begun her course', 'Funding is fixed: work details can still be changed', {
    ...{ course: 'npq-senior-leadership', provider: ALDERBROOK, work: LARKHOLLOW, daysAgo: 60 },
    then: [{ do: 'accept', place: true }, { do: 'start' }],
  }),
  teacher('Priscilla Nkemelu', 'Has paused her course', 'Training deferred', {
    ...{ course: 'npq-headship', provider: MERIDIAN, work: { at: 'school', school: 'nobody' }, daysAgo: 70 },
    then: [{ do: 'accept', place: true }, { do: 'start' }, { do: 'defer' }],
  }),
  teacher('Gwilym Parry', 'Was not accepted', 'Choosing another provider', {
    ...{ course: 'npq-headship', provider: SALTMARSH, work: LARKHOLLOW, daysAgo: 30 },
    then: [{ do: 'reject' }],
  }),
  teacher('Anneliese Vogt', 'Withdrew her registration', 'Registering again', {
    ...{
      course: 'npq-leading-literacy',
      provider: CALDERWATER,
      work: { at: 'school', school: 'unopened' },
      daysAgo: 25,
    },
    then: [{ do: 'withdraw' }],
  }),
  teacher('Ravi Chandran', 'Accepted, and has asked to change provider', 'A release that his provider answers', {
    ...{ course: 'npq-senior-leadership', provider: MERIDIAN, work: { at: 'school', school: 'begun' }, daysAgo: 35 },
    then: [
      { do: 'accept', place: false },
      { do: 'ask-provider', to: BEACON },
    ],
  }),
  teacher(
    'Bronwen Hughes',
    'Headteacher in her second year, with two registrations',
    'A list of registrations: headship and its coaching offer',
    {
      course: 'npq-headship',
      provider: ALDERBROOK,
      work: LARKHOLLOW,
      daysAgo: 50,
      then: [{ do: 'accept', place: true }],
    },
    {
      ...{ course: 'npq-early-headship-coaching-offer', provider: ALDERBROOK, work: LARKHOLLOW, daysAgo: 48 },
      answers: { npqhStatus: 'studying_npqh', headteacherStatus: 'yes_in_first_five_years' },
    },
  ),
  teacher('Tobias Lindqvist', 'Leads a nursery', 'Early years: work details with an Ofsted URN', {
    ...{
      course: 'npq-early-years-leadership',
      provider: CALDERWATER,
      work: { at: 'nursery', urn: '2600101' },
      daysAgo: 12,
    },
  }),
  teacher('Edith Marlowe', 'Childminder whose number is not on the list', 'Not eligible as a childminder', {
    ...{
      course: 'npq-early-years-leadership',
      provider: ALDERBROOK,
      work: { at: 'childminder', urn: null },
      payer: 'self',
      daysAgo: 8,
    },
  }),
  teacher('Joaquim Teixeira', 'Lead mentor at an accredited provider', 'Work setting without a school', {
    ...{ course: 'npq-leading-teaching-development', provider: BEACON, daysAgo: 15 },
    work: { at: 'lead-mentor', provider: 'Harbour and Moor Teacher Training' },
  }),
  teacher('Niamh Gallagher', 'Referred by a return to teaching adviser', 'Funding in review', {
    ...{ course: 'npq-leading-teaching', provider: MERIDIAN, work: { at: 'adviser' }, daysAgo: 3 },
  }),
  teacher('Viktor Hale', 'Works in Scotland', 'Not in England', {
    ...{
      course: 'npq-executive-leadership',
      provider: SALTMARSH,
      work: { at: 'abroad', country: 'Scotland' },
      payer: 'another',
      daysAgo: 18,
    },
  }),
  teacher('Saffron Adebayo', 'Changed her course while she waited', 'A change of course in the history', {
    ...{
      course: 'npq-leading-teaching',
      provider: ALDERBROOK,
      work: { at: 'school', school: 'unopened' },
      daysAgo: 14,
    },
    then: [{ do: 'change-course', to: 'npq-leading-behaviour-culture' }],
  }),
  teacher('Marguerite Poole', 'Took a spring course without funding', 'A cohort that has no scholarships', {
    ...{
      course: 'npq-senior-leadership',
      cohort: '2026a',
      provider: BEACON,
      work: LARKHOLLOW,
      payer: 'school',
      daysAgo: 45,
    },
    then: [{ do: 'accept', place: false }],
  }),
  teacher('Desmond Achterberg', 'Left his course', 'Training withdrawn', {
    ...{ course: 'npq-headship', provider: BEACON, work: { at: 'school', school: 'nobody' }, daysAgo: 65 },
    then: [{ do: 'accept', place: true }, { do: 'start' }, { do: 'leave' }],
  }),
  teacher('Yvette Laurent', 'Has not registered for anything yet', 'The start of registering, at /npq'),
]
