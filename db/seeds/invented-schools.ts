import { Temporal } from '#src/kit/dates.ts'
import { type Chance, chance } from './chance.ts'
import {
  AUTHORITIES,
  type Authority,
  FIRST_NAMES,
  LAST_NAMES,
  SAINTS,
  STREETS,
  TITLES,
  UNUSED_LETTERS,
} from './invented-places.ts'
import { ACADEMY_TYPES, PHASES, type PhaseKey, type StatusCode, type TypeCode } from './school-types.ts'

export type InventedSchool = {
  readonly urn: string
  readonly authority: Authority
  readonly number: string
  readonly name: string
  readonly type: TypeCode
  readonly phase: PhaseKey
  readonly status: StatusCode
  readonly openedOn: Temporal.PlainDate | null
  readonly closedOn: Temporal.PlainDate | null
  readonly religion: string
  readonly section41: 'Approved' | 'Not approved' | 'Not applicable'
  readonly pupils: number
  readonly street: string
  readonly town: string
  readonly postcode: string
  readonly telephone: string
  readonly domain: string
  readonly head: { readonly title: string; readonly first: string; readonly last: string; readonly job: string } | null
  readonly mainEmail: string | null
  readonly alternativeEmail: string | null
  /** The group UID of its trust. */
  readonly trust: string | null
}

export type SchoolPlan = Pick<InventedSchool, 'authority' | 'name' | 'type' | 'phase'> & Partial<InventedSchool>

/** Fills in what a plan leaves open, always the same for the same URN. */
export function inventedSchool(urn: number, plan: SchoolPlan): InventedSchool {
  const luck = chance(urn)
  const { authority, phase, type } = plan
  const [town, outwardCode] = luck.pick(
    authority.towns.filter(([name]) => plan.town === undefined || name === plan.town),
  )
  const domain = `${slugOf(plan.name)}-${urn % 1000}.sch.example`
  return {
    urn: String(urn),
    number: String(numberFor(phase) + (urn % 1000)),
    status: '1',
    openedOn: Temporal.PlainDate.from({ year: openingYear(type, luck), month: 9, day: 1 }),
    closedOn: null,
    religion: 'Does not apply',
    section41: type === '10' ? 'Not approved' : 'Not applicable',
    pupils: 90 + luck.whole(phase === 'secondary' ? 1200 : 400),
    street: `${1 + luck.whole(180)} ${luck.pick(STREETS)}`,
    town,
    postcode: `${outwardCode} ${1 + luck.whole(9)}${luck.pick(UNUSED_LETTERS)}${luck.pick(UNUSED_LETTERS)}`,
    telephone: `${authority.telephone}${String(urn % 1000).padStart(11 - authority.telephone.length, '0')}`,
    domain,
    head: {
      title: luck.pick(TITLES),
      first: luck.pick(FIRST_NAMES),
      last: luck.pick(LAST_NAMES),
      job: ACADEMY_TYPES.has(type) && luck.once(3) ? 'Principal' : 'Headteacher',
    },
    mainEmail: luck.once(40) ? null : `office@${domain}`,
    alternativeEmail: luck.once(3) ? null : `head@${domain}`,
    trust: null,
    ...plan,
  }
}

/** Academies and free schools are newer than the rest. */
const openingYear = (type: TypeCode, luck: Chance): number =>
  ACADEMY_TYPES.has(type) ? 2011 + luck.whole(13) : 1955 + luck.whole(50)

type Kind = {
  /** How many in Camden, Leeds and Cornwall. */
  readonly counts: readonly [number, number, number]
  readonly type: TypeCode
  readonly phase: PhaseKey
  readonly name: (place: string, luck: Chance) => string
  readonly religion?: string
}

const saint = (place: string, luck: Chance, what: string): string => `St ${luck.pick(SAINTS)}’s ${what}, ${place}`
const CE = 'Church of England'
const RC = 'Roman Catholic'

// biome-ignore format: a table
const KINDS: readonly Kind[] = [
  { counts: [10, 20, 8], type: '1', phase: 'primary', name: (place) => `${place} Primary School` },
  { counts: [4, 8, 4], type: '1', phase: 'primary', name: (place) => `${place} Community Primary School` },
  { counts: [4, 6, 4], type: '2', phase: 'primary', religion: CE, name: (place, luck) => saint(place, luck, 'C of E (VA) Primary School') },
  { counts: [4, 6, 2], type: '2', phase: 'primary', religion: RC, name: (place, luck) => saint(place, luck, 'Catholic Primary School') },
  { counts: [2, 6, 6], type: '3', phase: 'primary', religion: CE, name: (place) => `${place} Church of England Voluntary Controlled Primary School` },
  { counts: [2, 3, 3], type: '5', phase: 'primary', name: (place) => `${place} Foundation Primary School` },
  { counts: [6, 16, 20], type: '34', phase: 'primary', name: (place, luck) => (luck.once(2) ? `${place} Academy` : `${place} Primary Academy`) },
  { counts: [3, 8, 8], type: '28', phase: 'primary', name: (place) => `${place} Primary Academy` },
  { counts: [3, 5, 3], type: '1', phase: 'infant', name: (place) => `${place} Infant School` },
  { counts: [3, 5, 3], type: '1', phase: 'junior', name: (place) => `${place} Junior School` },
  { counts: [2, 4, 1], type: '1', phase: 'secondary', name: (place) => `${place} High School` },
  { counts: [4, 8, 8], type: '34', phase: 'secondary', name: (place, luck) => (luck.once(2) ? `${place} Academy` : `${place} School`) },
  { counts: [2, 3, 1], type: '2', phase: 'secondary', religion: RC, name: (place, luck) => saint(place, luck, 'Catholic High School') },
  { counts: [2, 3, 1], type: '35', phase: 'secondary', name: (place) => `${place} Free School` },
  { counts: [2, 3, 1], type: '7', phase: 'not-applicable', name: (place) => `${place} Special School` },
  { counts: [1, 1, 1], type: '44', phase: 'not-applicable', name: (place) => `${place} Special Academy` },
  { counts: [0, 1, 1], type: '36', phase: 'not-applicable', name: (place) => `The ${place} Centre for Autism` },
  { counts: [3, 3, 1], type: '15', phase: 'nursery', name: (place) => `${place} Nursery School` },
  { counts: [1, 1, 1], type: '14', phase: 'not-applicable', name: (place) => `${place} Pupil Referral Unit` },
  { counts: [1, 1, 1], type: '42', phase: 'not-applicable', name: (place) => `${place} Alternative Provision Academy` },
  { counts: [5, 3, 3], type: '11', phase: 'not-applicable', name: (place) => `${place} House School` },
  { counts: [1, 2, 1], type: '10', phase: 'not-applicable', name: (place) => `${place} Grange School` },
  { counts: [3, 5, 4], type: '47', phase: 'not-applicable', name: (place) => `${place} Children’s Centre` },
  { counts: [1, 1, 0], type: '45', phase: 'sixteen-plus', name: (place) => `${place} Sixth Form College` },
]

/** The ordinary schools of the three authorities, from the given URN on. Academies go to the trusts in turn. */
export function ordinarySchools(firstUrn: number, trusts: readonly string[]): readonly InventedSchool[] {
  let urn = firstUrn - 1
  return AUTHORITIES.flatMap((authority, at) => {
    const places = placesOf(authority)
    return KINDS.flatMap(({ counts, type, phase, name, religion = 'Does not apply' }) =>
      Array.from({ length: counts[at] ?? 0 }, () => {
        urn += 1
        const place = places.next().value ?? authority.name
        const trust = ACADEMY_TYPES.has(type) ? (trusts[urn % trusts.length] ?? null) : null
        return inventedSchool(urn, { authority, type, phase, religion, trust, name: name(place, chance(urn * 7)) })
      }),
    )
  })
}

export type Conversion = { readonly before: InventedSchool; readonly after: InventedSchool }

/** The maintained schools that some of the academies were: closed the day before the academy opened, at the same place. */
export const conversions = (schools: readonly InventedSchool[], firstUrn: number): readonly Conversion[] =>
  schools
    .filter(({ type, urn }) => type === '34' && Number(urn) % 3 === 0)
    .map((after, at) => {
      const { authority, phase, street, town, postcode, openedOn } = after
      const name = after.name.replace(/ (Primary )?Academy$/, phase === 'primary' ? ' Primary School' : ' School')
      const closedOn = openedOn?.subtract({ days: 1 }) ?? null
      const plan = { authority, phase, street, town, postcode, name, closedOn, type: '1', status: '2' } as const
      return { after, before: inventedSchool(firstUrn + at, { ...plan, mainEmail: null, alternativeEmail: null }) }
    })

/** Every beginning with every ending once, mixed, so that neighbours in the list do not begin alike. */
function* placesOf({ beginnings, endings }: Authority): Generator<string, undefined> {
  for (let round = 0; round < endings.length; round += 1) {
    for (const [at, beginning] of beginnings.entries()) yield `${beginning}${endings[(at + round) % endings.length]}`
  }
  return undefined
}

/** DfE numbers of nurseries begin at 1000, of primaries at 2000, of secondaries at 4000, of the rest at 7000. */
const FIRST_NUMBERS: Readonly<Record<string, number>> = { '1': 1000, '2': 2000, '4': 4000 }
const numberFor = (phase: PhaseKey): number => FIRST_NUMBERS[PHASES[phase].code] ?? 7000

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}|[’']/gu, '')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && !['the', 'of', 'school', 'and'].includes(word))
    .slice(0, 3)
    .join('-')
