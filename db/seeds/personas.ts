import type { StaffPower } from '#src/kit/actor.ts'
import { type ParticularSchool, urnOf } from './particular-schools.ts'

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
    shows: 'The same, and imports of the GIAS files at /imports',
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
  mailbox('noContact', 'Scarthwaite Special School', 'The register has no address: no link can be sent'),
  mailbox(
    'onlyAlternative',
    'Millrace Pupil Referral Unit',
    'Only the alternative address is known; the link went there',
  ),
]

/** Everybody for /dev/personas. */
export const personas: readonly Persona[] = [...STAFF_PERSONAS, ...TUTOR_PERSONAS, FORMER_TUTOR, ...MAILBOXES]

function mailbox(school: ParticularSchool, name: string, shows: string): Persona {
  return {
    name: `The mailbox of ${name}`,
    role: 'School contact without an account',
    address: `see /schools/${urnOf(school)}`,
    shows,
    signIn: 'Read what it was sent at /dev/emails',
  }
}
