import type { StaffPower } from '#src/kit/actor.ts'
import { TEACHER_PERSONAS } from './npq-plans.ts'
import { type ParticularSchool, urnOf } from './particular-schools.ts'
import { PEOPLE_PERSONAS } from './people-personas.ts'

export type Persona = {
  readonly name: string
  /** What they are, in a few words. */
  readonly role: string
  readonly address: string
  /** What becomes visible by being them. */
  readonly shows: string
  /** Where to go and what to do to be them. */
  readonly signIn: string
}

export type StaffPersona = Persona & {
  readonly subject: string
  readonly powers: readonly [StaffPower, ...StaffPower[]]
}
export type TutorPersona = Persona & { readonly schools: readonly [ParticularSchool, ...ParticularSchool[]] }

const WITH_DFE_SIGN_IN = 'Sign in as DfE staff, and choose them in the local sign-in service'
const BY_EMAIL = 'Ask for a sign-in email at /sign-in, and open it at /dev/emails'

export const STAFF_PERSONAS = [
  {
    name: 'Priya Nair',
    role: 'Support agent',
    address: 'priya.nair@education.example',
    subject: 'priya-nair',
    powers: ['support'],
    shows: `Schools, people and organisations with their histories; sends nomination links, for example at /schools/${urnOf('nobody')}`,
    signIn: WITH_DFE_SIGN_IN,
  },
  {
    name: 'Devika Chowdhury',
    role: 'Data manager',
    address: 'devika.chowdhury@education.example',
    subject: 'devika-chowdhury',
    powers: ['support', 'manage-reference-data'],
    shows: 'The same, imports of the GIAS files at /imports, and the rules of claims at /staff/claims/rules',
    signIn: WITH_DFE_SIGN_IN,
  },
  {
    name: 'Eleanor Fitch',
    role: 'Payment officer',
    address: 'eleanor.fitch@education.example',
    subject: 'eleanor-fitch',
    powers: ['support', 'pay'],
    shows: 'Claims for mentor training at /staff/claims: prepares payments and clawbacks that another officer approves',
    signIn: WITH_DFE_SIGN_IN,
  },
  {
    name: 'Samir Desai',
    role: 'Payment officer',
    address: 'samir.desai@education.example',
    subject: 'samir-desai',
    powers: ['support', 'pay'],
    shows: 'The second officer, who approves what Eleanor Fitch prepared, and new rates at /staff/claims/rates',
    signIn: WITH_DFE_SIGN_IN,
  },
  {
    name: 'Tobias Lund',
    role: 'Data manager, the second person for rules of funding',
    address: 'tobias.lund@education.example',
    subject: 'tobias-lund',
    powers: ['manage-reference-data'],
    shows: 'Approves or refuses the rules of NPQ funding that a colleague wrote, at /staff/npq/funding-policies',
    signIn: WITH_DFE_SIGN_IN,
  },
  {
    name: 'Rosa Marsh',
    role: 'Engineer',
    address: 'rosa.marsh@education.example',
    subject: 'rosa-marsh',
    powers: ['operate'],
    shows: 'What staff see who can operate the service and change nothing in it',
    signIn: WITH_DFE_SIGN_IN,
  },
] as const satisfies readonly StaffPersona[]

export const TUTOR_PERSONAS = [
  {
    name: 'Amina Yusuf',
    role: 'Induction tutor of Larkhollow Primary School',
    address: 'amina.yusuf@larkhollow.sch.example',
    schools: ['larkhollow'],
    shows: 'The home page of a school that has its induction tutor',
    signIn: BY_EMAIL,
  },
  {
    name: 'Tomasz Bartholomew',
    role: 'Induction tutor of two schools, Larkrise Lane Infant School and Junior School',
    address: 'tomasz.bartholomew@larkrise.example',
    schools: ['larkrise', 'larkriseJuniors'],
    shows: 'One account with two schools',
    signIn: BY_EMAIL,
  },
  {
    name: 'Grace Okafor',
    role: 'Induction tutor of Garnetstead School, after Daniel Reed',
    address: 'grace.okafor@garnetstead.sch.example',
    schools: ['handedOver'],
    shows: `A handover: the history at /schools/${urnOf('handedOver')} shows both`,
    signIn: BY_EMAIL,
  },
  {
    name: 'Siân ap Siôn-Ŵyn',
    role: 'Induction tutor of Ysgol Tŷ Ŵyn Llundain',
    address: 'sian@ty-wyn.sch.example',
    schools: ['accents'],
    shows: 'Names with accents, from the file to the email',
    signIn: BY_EMAIL,
  },
] as const satisfies readonly TutorPersona[]

export type PartnerPersona = Persona & { readonly organisation: string }

/** They work for organisations that work with schools, and see whether a school is registered at /partner-schools. */
export const PARTNER_PERSONAS: readonly PartnerPersona[] = [
  {
    name: 'Lindiwe Mercer',
    role: 'Works for Alderbrook Institute of Teaching, a lead provider',
    address: 'lindiwe.mercer@alderbrook.example',
    organisation: 'Alderbrook Institute of Teaching',
    shows: 'Whether any school is registered, and the button that sends it its link, at /partner-schools',
    signIn: BY_EMAIL,
  },
  {
    name: 'Gareth Pascoe',
    role: 'Works for Lanwinnick Education Trust',
    address: 'gareth.pascoe@lanwinnick.example',
    organisation: 'Lanwinnick Education Trust',
    shows: 'All schools of a trust with how they stand, and a link to all that are not registered, at /partner-schools',
    signIn: BY_EMAIL,
  },
]

/** They have changed, or lost, the role of induction tutor in the last days. */
export const HANDOVER_PERSONAS: readonly TutorPersona[] = [
  {
    name: 'Fatima Llewellyn',
    role: 'Handed over at St Morwen’s Catholic Primary School, Wetherby, and is administrator for 3 weeks more',
    address: 'fatima.llewellyn@st-morwens.sch.example',
    schools: ['twinTwo'],
    shows: 'Undo a handover, from the home page',
    signIn: BY_EMAIL,
  },
  {
    name: 'Jonas Pemberley',
    role: 'Took over from Fatima Llewellyn yesterday and has not signed in yet',
    address: 'jonas.pemberley@st-morwens.sch.example',
    schools: ['twinTwo'],
    shows: 'The first sign-in of a new induction tutor',
    signIn: BY_EMAIL,
  },
  {
    name: 'Rosalind Achterberg',
    role: 'Objected to having been replaced at UTC Wethersdale; staff are to settle it at /staff/access-requests',
    address: 'rosalind.achterberg@utc-wethersdale.sch.example',
    schools: ['technical'],
    shows: 'Somebody who is induction tutor again after “this was not me”',
    signIn: BY_EMAIL,
  },
]

/** Was induction tutor and is no more: has an account and no school. */
export const FORMER_TUTOR = {
  name: 'Daniel Reed',
  role: 'Was induction tutor of Garnetstead School',
  address: 'daniel.reed@garnetstead.sch.example',
  shows: 'Somebody who can sign in and has no school any more',
  signIn: BY_EMAIL,
} as const satisfies Persona

/** Mailboxes of schools, whose owners have no account: what they were sent is at /dev/emails. */
export const MAILBOXES: readonly Persona[] = [
  mailbox(
    'nobody',
    'Birkroods High School',
    'Nobody named yet, no link sent. Priya Nair can send it, then open it at /dev/emails',
  ),
  mailbox(
    'unopened',
    'Oulderfold Bridge Primary Academy',
    'A link was sent and delivered three days ago and nobody opened it',
  ),
  mailbox('begun', 'Porthmelyan Community Primary School', 'Somebody opened the link and began, and has not finished'),
  mailbox('expired', 'Trevanion House School', 'The link has expired: the page offers a new one'),
  mailbox('bounced', 'Hazelnook Primary School', 'The link could not be delivered: the address is wrong'),
  mailbox(
    'noTeachers',
    'Little Harbour Nursery School',
    'The school said that it expects no early career teachers this year',
  ),
  mailbox('inboxFull', 'Ellershaw Community Primary School', 'The link was refused: the inbox is full'),
  mailbox('noContact', 'Scarthwaite Special School', 'The register has no address: no link can be sent'),
  mailbox(
    'onlyAlternative',
    'Millrace Pupil Referral Unit',
    'Only the alternative address is known; the link went there',
  ),
]

/** Came in through DfE Sign-in, with the roles that their approver had given them then. */
export const DFE_SIGN_IN_PERSONAS = [
  {
    name: 'Isla Munro',
    role: 'Administrator of Ravengarth Primary Academy, as DfE Sign-in says',
    address: 'isla.munro@ravengarth-academy.sch.example',
    schools: ['closedAfter'],
    cameWith: ['administrator'],
    daysAgo: 16,
    shows: 'A role that an approver gave in DfE Sign-in, and that lasts as long as DfE Sign-in says so',
    signIn: 'Sign in with DfE Sign-in, and choose her in the local one',
  },
  {
    name: 'Farid Haddad',
    role: 'Viewer at Millrace Pupil Referral Unit, until DfE Sign-in is asked again',
    address: 'farid.haddad@millrace-pru.sch.example',
    schools: ['onlyAlternative'],
    cameWith: ['viewer'],
    daysAgo: 20,
    shows: 'A role that an approver has taken away: it ends when he signs in, or within minutes of it',
    signIn: 'Sign in with DfE Sign-in, and choose him in the local one',
  },
] as const satisfies readonly (TutorPersona & { readonly cameWith: readonly string[]; readonly daysAgo: number })[]

/** Everybody for /dev/personas. */
export const personas: readonly Persona[] = [
  ...STAFF_PERSONAS,
  ...TUTOR_PERSONAS,
  ...PARTNER_PERSONAS,
  ...PEOPLE_PERSONAS,
  FORMER_TUTOR,
  ...DFE_SIGN_IN_PERSONAS,
  ...TEACHER_PERSONAS,
  ...MAILBOXES,
]

function mailbox(school: ParticularSchool, name: string, shows: string): Persona {
  return {
    name: `The mailbox of ${name}`,
    role: 'School contact without an account',
    address: `see /schools/${urnOf(school)}`,
    shows,
    signIn: 'Read what it was sent at /dev/emails',
  }
}
