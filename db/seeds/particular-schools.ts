import { Temporal } from '#src/kit/dates.ts'
import { CAMDEN, CORNWALL, LEEDS } from './invented-places.ts'
import { type InventedSchool, inventedSchool, type SchoolPlan } from './invented-schools.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const VERY_LONG =
  'The Saint Branoc and Saint Ethelina Church of England Voluntary Aided Junior, Infant and Nursery School and Specialist Resource Centre for Hearing Impaired Children'

/**
 * One school for each state that a page can show. Personas work at the first; the rest are what staff and the public come across.
 */
const PLANS = {
  larkhollow: {
    authority: CAMDEN,
    type: '1',
    phase: 'primary',
    name: 'Larkhollow Primary School',
    mainEmail: 'office@larkhollow.sch.example',
    alternativeEmail: 'head@larkhollow.sch.example',
  },
  larkrise: {
    authority: CAMDEN,
    type: '5',
    phase: 'infant',
    name: 'Larkrise Lane Infant School',
    mainEmail: 'office@larkrise-lane.sch.example',
  },
  larkriseJuniors: {
    authority: CAMDEN,
    type: '5',
    phase: 'junior',
    name: 'Larkrise Lane Junior School',
    mainEmail: 'office@larkrise-juniors.sch.example',
  },
  nobody: {
    authority: LEEDS,
    type: '34',
    phase: 'secondary',
    name: 'Birkroods High School',
    trust: '90010',
    mainEmail: 'reception@birkroods.sch.example',
    alternativeEmail: 'principal@birkroods.sch.example',
  },
  unopened: {
    authority: LEEDS,
    type: '28',
    phase: 'primary',
    name: 'Oulderfold Bridge Primary Academy',
    trust: '90004',
    mainEmail: 'office@oulderfold-bridge.sch.example',
  },
  begun: {
    authority: CORNWALL,
    type: '1',
    phase: 'primary',
    name: 'Porthmelyan Community Primary School',
    mainEmail: 'secretary@porthmelyan.sch.example',
  },
  expired: {
    authority: CORNWALL,
    type: '34',
    phase: 'secondary',
    name: 'Trevanion House School',
    trust: '90011',
    mainEmail: 'office@trevanion-house.sch.example',
  },
  bounced: {
    authority: LEEDS,
    type: '1',
    phase: 'primary',
    name: 'Hazelnook Primary School',
    mainEmail: 'perm-fail@simulator.notify',
    alternativeEmail: null,
  },
  noTeachers: {
    authority: CORNWALL,
    type: '15',
    phase: 'nursery',
    name: 'Little Harbour Nursery School',
    mainEmail: 'office@little-harbour.sch.example',
  },
  handedOver: {
    authority: CAMDEN,
    type: '34',
    phase: 'all-through',
    name: 'Garnetstead School',
    trust: '90009',
    mainEmail: 'office@garnetstead.sch.example',
  },
  noContact: {
    authority: LEEDS,
    type: '7',
    phase: 'not-applicable',
    name: 'Scarthwaite Special School',
    mainEmail: null,
    alternativeEmail: null,
  },
  onlyAlternative: {
    authority: LEEDS,
    type: '14',
    phase: 'not-applicable',
    name: 'Millrace Pupil Referral Unit',
    mainEmail: null,
    alternativeEmail: 'head@millrace-pru.sch.example',
  },
  independent: { authority: CAMDEN, type: '11', phase: 'not-applicable', name: 'Marlworth House School' },
  section41: {
    authority: CORNWALL,
    type: '10',
    phase: 'not-applicable',
    name: 'Chyvenys School',
    section41: 'Approved',
    mainEmail: 'office@chyvenys.sch.example',
  },
  notSection41: {
    authority: CORNWALL,
    type: '10',
    phase: 'not-applicable',
    name: 'Nanskerrin Manor School',
    section41: 'Not approved',
  },
  closing: {
    authority: LEEDS,
    type: '3',
    phase: 'primary',
    religion: 'Church of England',
    name: 'St Aldric’s C of E Primary School, Kirkleshaw',
    status: '3',
  },
  opening: {
    authority: CORNWALL,
    type: '35',
    phase: 'primary',
    name: 'Polwarthen Free School',
    status: '4',
    trust: '90003',
    head: null,
  },
  closedBefore: {
    authority: LEEDS,
    type: '1',
    phase: 'primary',
    name: 'Ravengarth Primary School',
    status: '2',
    closedOn: day('2024-08-31'),
    mainEmail: null,
    alternativeEmail: null,
  },
  closedAfter: {
    authority: LEEDS,
    type: '34',
    phase: 'primary',
    name: 'Ravengarth Primary Academy',
    openedOn: day('2024-09-01'),
    trust: '90002',
  },
  closedForGood: {
    authority: CORNWALL,
    type: '1',
    phase: 'primary',
    name: 'Landowran Village School',
    status: '2',
    closedOn: day('2023-07-21'),
    mainEmail: null,
    alternativeEmail: null,
  },
  mergedInfants: {
    authority: CAMDEN,
    type: '1',
    phase: 'infant',
    name: 'Quillbourne Infant School',
    status: '2',
    closedOn: day('2022-08-31'),
  },
  mergedJuniors: {
    authority: CAMDEN,
    type: '1',
    phase: 'junior',
    name: 'Quillbourne Junior School',
    status: '2',
    closedOn: day('2022-08-31'),
  },
  mergedPrimary: {
    authority: CAMDEN,
    type: '1',
    phase: 'primary',
    name: 'Quillbourne Primary School',
    openedOn: day('2022-09-01'),
  },
  trustClosed: {
    authority: CORNWALL,
    type: '34',
    phase: 'primary',
    name: 'Old Harbour Academy',
    status: '2',
    openedOn: day('2012-09-01'),
    closedOn: day('2024-08-31'),
    trust: '90012',
  },
  trustClosedAfter: {
    authority: CORNWALL,
    type: '28',
    phase: 'primary',
    name: 'New Harbour Academy',
    openedOn: day('2024-09-01'),
    trust: '90003',
  },
  accents: {
    authority: CAMDEN,
    type: '35',
    phase: 'primary',
    name: 'Ysgol Tŷ Ŵyn Llundain',
    trust: '90007',
    head: { title: 'Mrs', first: 'Llŷr', last: 'ap Siôn-Ŵyn', job: 'Pennaeth' },
  },
  french: { authority: CAMDEN, type: '11', phase: 'not-applicable', name: 'L’École des Hirondelles “Les Petits”' },
  apostrophe: {
    authority: CORNWALL,
    type: '2',
    phase: 'primary',
    religion: 'Church of England',
    name: 'St Sidwen’s & All Saints’ C.E. (V.A.) Primary School, O’Malley’s Cross',
  },
  long: { authority: LEEDS, type: '2', phase: 'primary', religion: 'Church of England', name: VERY_LONG },
  twinOne: {
    authority: LEEDS,
    type: '2',
    phase: 'primary',
    religion: 'Roman Catholic',
    name: 'St Morwen’s Catholic Primary School',
    town: 'Pudsey',
  },
  twinTwo: {
    authority: LEEDS,
    type: '2',
    phase: 'primary',
    religion: 'Roman Catholic',
    name: 'St Morwen’s Catholic Primary School',
    town: 'Wetherby',
  },
  twinThree: {
    authority: CORNWALL,
    type: '34',
    phase: 'primary',
    religion: 'Roman Catholic',
    name: 'St Morwen’s Catholic Primary School',
    trust: '90005',
  },
  technical: { authority: LEEDS, type: '40', phase: 'secondary', name: 'UTC Wethersdale' },
  college: { authority: CAMDEN, type: '18', phase: 'sixteen-plus', name: 'Plovergate College of Further Education' },
  one: { authority: CORNWALL, type: '1', phase: 'primary', name: 'X', mainEmail: 'office@x.sch.example' },
  inboxFull: {
    authority: LEEDS,
    type: '1',
    phase: 'primary',
    name: 'Ellershaw Community Primary School',
    mainEmail: 'temp-fail@simulator.notify',
    alternativeEmail: null,
  },
} as const satisfies Readonly<Record<string, SchoolPlan>>

export type ParticularSchool = keyof typeof PLANS

/** Days to come count from the month of the files, so that they stay to come. */
const daysToCome = (edition: Temporal.PlainDate): Readonly<Record<string, Partial<SchoolPlan>>> => ({
  closing: { closedOn: nextAugust(edition) },
  opening: { openedOn: nextAugust(edition).add({ days: 1 }) },
})
/** URNs that GIAS does not use. */
const FIRST_URN = 900_001

export function particularSchools(edition: Temporal.PlainDate): ReadonlyMap<string, InventedSchool> {
  const plans: readonly [string, SchoolPlan][] = Object.entries(PLANS)
  const dates = daysToCome(edition)
  return new Map(plans.map(([key, plan], at) => [key, inventedSchool(FIRST_URN + at, { ...plan, ...dates[key] })]))
}

export const urnOf = (key: ParticularSchool): string => String(FIRST_URN + Object.keys(PLANS).indexOf(key))

/** Before and after, as GIAS links them. Both directions are published. */
export const LINKS: readonly {
  readonly from: ParticularSchool
  readonly to: ParticularSchool
  readonly kind: '' | ' - merged'
  readonly on: string
}[] = [
  { from: 'closedBefore', to: 'closedAfter', kind: '', on: '2024-09-01' },
  { from: 'mergedInfants', to: 'mergedPrimary', kind: ' - merged', on: '2022-09-01' },
  { from: 'mergedJuniors', to: 'mergedPrimary', kind: ' - merged', on: '2022-09-01' },
  { from: 'trustClosed', to: 'trustClosedAfter', kind: '', on: '2024-09-01' },
]

/** The 31 August that comes, of the year after next when it is near. */
const nextAugust = (edition: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.from({ year: edition.month < 6 ? edition.year : edition.year + 1, month: 8, day: 31 })
