import { Temporal } from '#src/kit/dates.ts'
import {
  CONTACT_COLUMNS,
  ESTABLISHMENT_COLUMNS,
  GROUP_COLUMNS,
  GROUP_LINK_COLUMNS,
  LINK_COLUMNS,
} from './gias-columns.ts'
import { type Conversion, conversions, type InventedSchool, ordinarySchools } from './invented-schools.ts'
import { type InventedTrust, MULTI_ACADEMY_TRUSTS, TRUSTS } from './invented-trusts.ts'
import { LINKS, particularSchools } from './particular-schools.ts'
import { PHASES, SCHOOL_TYPES, STATUS_NAMES } from './school-types.ts'

export type GiasFile = { readonly importer: GiasImporter; readonly fileName: string; readonly text: string }
export type GiasImporter = 'gias-establishments' | 'gias-links' | 'gias-groups' | 'gias-group-links' | 'gias-contacts'

/** After the particular schools. */
const FIRST_ORDINARY_URN = 900_101
const FIRST_CONVERTED_URN = 900_701

/**
 * The demonstration world's schools as GIAS would publish them, in the order of import: about 300 invented schools of three real
 * authorities. The same for the same edition, which is the day in the files' names.
 */
export function giasFiles(edition: Temporal.PlainDate): readonly GiasFile[] {
  const schools = worldSchools(edition)
  const members = schools.flatMap((school) => {
    const trust = school.status === '2' ? undefined : TRUSTS.find(({ uid }) => uid === school.trust)
    return trust ? [{ school, trust }] : []
  })
  const name = edition.toString().replaceAll('-', '')
  return [
    file(
      'gias-establishments',
      `edubasealldata${name}.csv`,
      ESTABLISHMENT_COLUMNS,
      schools.map((school) => establishment(school, edition)),
    ),
    file('gias-links', `links_edubasealldata${name}.csv`, LINK_COLUMNS, linkRows(edition)),
    file('gias-groups', `allgroupsdata${name}.csv`, GROUP_COLUMNS, TRUSTS.map(group)),
    file('gias-group-links', `alllinksdata${name}.csv`, GROUP_LINK_COLUMNS, members.map(groupLink)),
    file(
      'gias-contacts',
      `ecf_tech${name}.csv`,
      CONTACT_COLUMNS,
      schools.map((school) => contact(school, edition)),
    ),
  ]
}

export const worldSchools = (edition: Temporal.PlainDate): readonly InventedSchool[] => [
  ...particularSchools(edition).values(),
  ...ordinary(),
  ...converted().map(({ before }) => before),
]

const ordinary = (): readonly InventedSchool[] =>
  ordinarySchools(
    FIRST_ORDINARY_URN,
    MULTI_ACADEMY_TRUSTS.map(({ uid }) => uid),
  )

const converted = (): readonly Conversion[] => conversions(ordinary(), FIRST_CONVERTED_URN)

type Row<Column extends string> = Partial<Readonly<Record<Column, string | null>>>

/** Every column, those without a value empty, as in the original; a quoted cell where one is needed. */
function file<Column extends string>(
  importer: GiasImporter,
  fileName: string,
  columns: readonly Column[],
  rows: readonly Row<Column>[],
): GiasFile {
  const lines = [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')))]
  return { importer, fileName, text: lines.map((cells) => `${cells.join(',')}\r\n`).join('') }
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** DD-MM-YYYY in the public extracts, DD/MM/YYYY in groups and in the private one. */
const dashed = (day: Temporal.PlainDate | null): string => (day ? day.toString().split('-').reverse().join('-') : '')
const slashed = (day: Temporal.PlainDate | null): string => dashed(day).replaceAll('-', '/')

function common({
  urn,
  authority,
  number,
  name,
  type,
  status,
  phase,
  street,
  town,
  postcode,
  domain,
  section41,
}: InventedSchool) {
  return {
    URN: urn,
    'LA (code)': authority.code,
    'LA (name)': authority.name,
    EstablishmentNumber: number,
    EstablishmentName: name,
    'TypeOfEstablishment (code)': type,
    'TypeOfEstablishment (name)': SCHOOL_TYPES[type].name,
    'EstablishmentStatus (code)': status,
    'EstablishmentStatus (name)': STATUS_NAMES[status],
    'PhaseOfEducation (code)': PHASES[phase].code,
    'PhaseOfEducation (name)': PHASES[phase].name,
    UKPRN: `10${urn}`,
    Street: street,
    Town: town,
    Postcode: postcode,
    SchoolWebsite: `https://www.${domain}/`,
    'Section41Approved (name)': section41,
    'DistrictAdministrative (code)': authority.districtCode,
    'DistrictAdministrative (name)': authority.name,
  }
}

function establishment(
  school: InventedSchool,
  edition: Temporal.PlainDate,
): Row<(typeof ESTABLISHMENT_COLUMNS)[number]> {
  const { authority, type, phase, head, religion, pupils, telephone, openedOn, closedOn } = school
  return {
    ...common(school),
    'EstablishmentTypeGroup (code)': SCHOOL_TYPES[type].groupCode,
    'EstablishmentTypeGroup (name)': SCHOOL_TYPES[type].groupName,
    OpenDate: dashed(openedOn),
    CloseDate: dashed(closedOn),
    StatutoryLowAge: String(PHASES[phase].low),
    StatutoryHighAge: String(PHASES[phase].high),
    'ReligiousCharacter (name)': religion,
    NumberOfPupils: String(pupils),
    LastChangedDate: dashed(edition),
    'County (name)': authority.county,
    TelephoneNum: telephone,
    'HeadTitle (name)': head?.title ?? '',
    HeadFirstName: head?.first ?? '',
    HeadLastName: head?.last ?? '',
    HeadPreferredJobTitle: head?.job ?? '',
    'GOR (code)': authority.region.code,
    'GOR (name)': authority.region.name,
    'Country (name)': 'United Kingdom',
  }
}

const contact = (school: InventedSchool, edition: Temporal.PlainDate): Row<(typeof CONTACT_COLUMNS)[number]> => ({
  ...common(school),
  OpenDate: slashed(school.openedOn),
  CloseDate: slashed(school.closedOn),
  LastChangedDate: slashed(edition),
  MainEmail: school.mainEmail,
  AlternativeEmail: school.alternativeEmail,
})

type Link = Conversion & { readonly kind: string; readonly on: Temporal.PlainDate | null }

/** GIAS publishes each link from both sides. */
function linkRows(edition: Temporal.PlainDate): readonly Row<(typeof LINK_COLUMNS)[number]>[] {
  const schools = particularSchools(edition)
  const particular = LINKS.flatMap(({ from, to, kind, on }): Link[] => {
    const [before, after] = [schools.get(from), schools.get(to)]
    return before && after ? [{ before, after, kind, on: Temporal.PlainDate.from(on) }] : []
  })
  const others = converted().map((conversion): Link => ({ ...conversion, kind: '', on: conversion.after.openedOn }))
  return [...particular, ...others].flatMap(({ before, after, kind, on }) => [
    { ...linkTo(after, on), URN: before.urn, LinkType: `Successor${kind}` },
    { ...linkTo(before, on), URN: after.urn, LinkType: `Predecessor${kind}` },
  ])
}

const linkTo = ({ urn, name }: InventedSchool, on: Temporal.PlainDate | null) => ({
  LinkURN: urn,
  LinkName: name,
  LinkEstablishedDate: dashed(on),
})

const TRUST_TYPES = { '06': 'Multi-academy trust', '10': 'Single-academy trust' } as const

const groupFacts = ({ uid, name, type, openedOn, closedOn }: InventedTrust) => ({
  'Group UID': uid,
  'Group ID': `TR${uid}`,
  'Group Name': name,
  'Companies House Number': `0${uid}00`,
  'Group Type (code)': type,
  'Group Type': TRUST_TYPES[type],
  'Closed Date': slashed(closedOn),
  'Open date': slashed(openedOn),
  'Incorporated on (open date)': slashed(openedOn),
  'Group Status (code)': closedOn ? 'CLOSED' : 'OPEN',
  'Group Status': closedOn ? 'Closed' : 'Open',
})

const group = (trust: InventedTrust): Row<(typeof GROUP_COLUMNS)[number]> => ({
  ...groupFacts(trust),
  'Group Postcode': trust.postcode,
  UKPRN: `108${trust.uid}`,
})

/** A school joins when it opens, or when its trust does. */
const groupLink = ({
  school,
  trust,
}: {
  school: InventedSchool
  trust: InventedTrust
}): Row<(typeof GROUP_LINK_COLUMNS)[number]> => ({
  ...groupFacts(trust),
  URN: school.urn,
  'Joined date': slashed(later(school.openedOn ?? trust.openedOn, trust.openedOn)),
  EstablishmentName: school.name,
  'TypeOfEstablishment (code)': school.type,
  'TypeOfEstablishment (name)': SCHOOL_TYPES[school.type].name,
  'PhaseOfEducation (code)': PHASES[school.phase].code,
  'PhaseOfEducation (name)': PHASES[school.phase].name,
  'LA (code)': school.authority.code,
  'LA (name)': school.authority.name,
})

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) > 0 ? one : other
