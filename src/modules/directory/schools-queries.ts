import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import type { DB, DirectorySchools } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import {
  type ContactPoint,
  type LinkedSchool,
  SCHOOL_STATUS,
  type School,
  type SchoolStatus,
  type Trust,
} from './school.ts'

export const schoolByUrn = async (reader: Reader, urn: string): Promise<School | null> =>
  schoolWhere(reader, 'urn', urn)

export const schoolById = async (reader: Reader, id: string): Promise<School | null> =>
  schoolWhere(reader, 'organisation_id', id)

/** Of the ids, those that are schools, by id. One query however many. */
export async function schoolsById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, School>> {
  if (ids.length === 0) return new Map()
  const rows = await schools(reader).where('schools.organisation_id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.organisation_id, fromRow(row)]))
}

/** Of the URNs, those that are schools, by URN. One query however many. */
export async function schoolsByUrns(reader: Reader, urns: readonly string[]): Promise<ReadonlyMap<string, School>> {
  if (urns.length === 0) return new Map()
  const rows = await schools(reader)
    .where(sql<boolean>`schools.urn = any(${[...new Set(urns)]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.urn, fromRow(row)]))
}

/** The schools before and after this one, newest link first. A closed school's successors tell people where to go. */
export async function linkedSchools(
  reader: Reader,
  urn: string,
): Promise<{ readonly successors: readonly LinkedSchool[]; readonly predecessors: readonly LinkedSchool[] }> {
  const rows = await reader
    .selectFrom('directory.school_links as links')
    .leftJoin('directory.schools as linked', 'linked.urn', 'links.linked_urn')
    .select(['linked.organisation_id as id', 'links.linked_urn as urn', 'links.link_type as kind'])
    .select((eb) => eb.fn.coalesce('linked.name', 'links.linked_name').as('name'))
    .select('links.established_on as establishedOn')
    .where('links.urn', '=', urn)
    .orderBy('links.established_on', (order) => order.desc().nullsLast())
    .orderBy('links.linked_urn')
    .execute()
  return {
    successors: rows.filter(({ kind }) => kind.startsWith('Successor')),
    predecessors: rows.filter(({ kind }) => kind.startsWith('Predecessor')),
  }
}

/** For closed schools, the URNs and names of the schools that took over, by URN. One query however many. */
export async function successorsOf(
  reader: Reader,
  urns: readonly string[],
): Promise<ReadonlyMap<string, readonly Pick<LinkedSchool, 'urn' | 'name'>[]>> {
  if (urns.length === 0) return new Map()
  const rows = await reader
    .selectFrom('directory.school_links as links')
    .innerJoin('directory.schools as linked', 'linked.urn', 'links.linked_urn')
    .select(['links.urn as closedUrn', 'linked.urn', 'linked.name'])
    .where('links.urn', 'in', urns)
    .where('links.link_type', 'like', 'Successor%')
    .orderBy('linked.search_name')
    .execute()
  return Map.groupBy(rows, ({ closedUrn }) => closedUrn)
}

/** Local authorities by name, for filters. */
export const localAuthorities = async (reader: Reader): Promise<readonly { code: string; name: string }[]> =>
  reader
    .selectFrom('directory.local_authorities as authorities')
    .innerJoin('directory.organisations as organisations', 'organisations.id', 'authorities.organisation_id')
    .select(['authorities.code', 'organisations.name'])
    .orderBy('organisations.name')
    .execute()

/** The trust that the school belongs to on the day. */
export const trustOfSchool = async (reader: Reader, schoolId: string, day: Temporal.PlainDate): Promise<Trust | null> =>
  (await reader
    .selectFrom('directory.trust_memberships as memberships')
    .innerJoin('directory.organisations as organisations', 'organisations.id', 'memberships.trust_id')
    .innerJoin('directory.trusts as trusts', 'trusts.organisation_id', 'memberships.trust_id')
    .select(['organisations.id', 'organisations.name', 'trusts.group_type_name as typeName'])
    .where('memberships.school_id', '=', schoolId)
    .where(sql<boolean>`memberships.period @> ${day}::date`)
    .executeTakeFirst()) ?? null

/** The schools that belong to any of the trusts on the day; ids that are no trust's have none. */
export const schoolsOfTrusts = async (reader: Reader, trustIds: readonly string[], day: Temporal.PlainDate) =>
  reader
    .selectFrom('directory.trust_memberships')
    .select(['trust_id as trustId', 'school_id as schoolId'])
    .where('trust_id', 'in', trustIds)
    .where(sql<boolean>`period @> ${day}::date`)
    .execute()

/** The trusts of the schools on the day: a set of ids for queries of other modules. */
export const trustsOfSchoolsSet = (schoolIds: readonly string[], day: Temporal.PlainDate) =>
  sql<string>`(select trust_id from directory.trust_memberships
    where school_id = any(${[...schoolIds]}::uuid[]) and period @> ${day}::date)`

/**
 * Where the organisation can be reached now: one address a channel, main first. What staff checked goes before what the school
 * corrected, and that before what GIAS says: the order of the words in the alphabet, from the end.
 */
export const contactsOf = async (reader: Reader, organisationId: string): Promise<readonly ContactPoint[]> =>
  (await contactsOfMany(reader, [organisationId])).get(organisationId) ?? []

/** As `contactsOf`, by organisation. One query however many. */
export async function contactsOfMany(
  reader: Reader,
  organisationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ContactPoint[]>> {
  if (organisationIds.length === 0) return new Map()
  const rows = await reader
    .selectFrom('directory.contact_points')
    .distinctOn(['organisation_id', 'channel'])
    .select(['organisation_id as organisationId', 'channel', 'address', 'source', 'since'])
    .where('organisation_id', 'in', organisationIds)
    .where('until', 'is', null)
    .orderBy('organisation_id')
    .orderBy('channel', 'desc')
    .orderBy('source', 'desc')
    .execute()
  const byOrganisation = Map.groupBy(rows, ({ organisationId }) => organisationId)
  return new Map([...byOrganisation].map(([id, found]) => [id, found.map(contactFrom)]))
}

type ContactRow = Pick<ContactPoint, 'address' | 'since'> & { readonly channel: string; readonly source: string }

const contactFrom = ({ address, since, ...row }: ContactRow): ContactPoint => ({
  address,
  since,
  channel: row.channel === 'main' ? 'main' : 'alternative',
  source: CONTACT_SOURCES.find((source) => source === row.source) ?? 'gias',
})

const CONTACT_SOURCES = ['gias', 'school', 'staff'] as const

export type SchoolCounts = {
  readonly open: number
  readonly closing: number
  readonly closed: number
  readonly proposed: number
  /** Open schools that no e-mail can reach. */
  readonly withoutContact: number
}

/** How many schools there are of each status, for the staff home page. */
export async function schoolCounts(reader: Reader): Promise<SchoolCounts> {
  const rows = await reader
    .selectFrom('directory.schools as schools')
    .select('status_code')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .select(({ fn }) =>
      fn
        .countAll<number>()
        .filterWhere((eb) => eb.not(hasContact(eb)))
        .as('withoutContact'),
    )
    .groupBy('status_code')
    .execute()
  const of = (status: SchoolStatus) => rows.find((row) => SCHOOL_STATUS[row.status_code] === status)
  return {
    open: of('open')?.count ?? 0,
    closing: of('closing')?.count ?? 0,
    closed: of('closed')?.count ?? 0,
    proposed: of('proposed')?.count ?? 0,
    withoutContact: (of('open')?.withoutContact ?? 0) + (of('closing')?.withoutContact ?? 0),
  }
}

const hasContact = (eb: ExpressionBuilder<DB & { schools: DirectorySchools }, 'schools'>) =>
  eb.exists(
    eb
      .selectFrom('directory.contact_points as contact')
      .select('contact.id')
      .whereRef('contact.organisation_id', '=', 'schools.organisation_id')
      .where('contact.until', 'is', null),
  )

const schools = (reader: Reader) => reader.selectFrom('directory.schools as schools').selectAll('schools')

async function schoolWhere(reader: Reader, column: 'urn' | 'organisation_id', value: string): Promise<School | null> {
  const row = await schools(reader).where(column, '=', value).executeTakeFirst()
  return row ? fromRow(row) : null
}

const fromRow = (row: Selectable<DirectorySchools>): School => ({
  id: row.organisation_id,
  urn: row.urn,
  name: row.name,
  ukprn: row.ukprn,
  establishmentNumber: row.establishment_number,
  laCode: row.la_code,
  laName: row.la_name,
  districtCode: row.district_code,
  districtName: row.district_name,
  typeCode: row.type_code,
  typeName: row.type_name,
  phaseCode: row.phase_code,
  phaseName: row.phase_name,
  status: SCHOOL_STATUS[row.status_code] ?? 'closed',
  statusCode: row.status_code,
  statusName: row.status_name,
  section41: row.section_41,
  openedOn: row.opened_on,
  closedOn: row.closed_on,
  lowAge: row.low_age,
  highAge: row.high_age,
  religiousCharacter: row.religious_character,
  pupils: row.pupils,
  addressLines: filled(row.street, row.locality, row.address3, row.town, row.county, row.postcode),
  town: row.town,
  postcode: row.postcode,
  website: row.website,
  telephone: row.telephone,
  headName: filled(row.head_title, row.head_first_name, row.head_last_name).join(' ') || null,
  headJobTitle: row.head_job_title,
  giasChangedOn: row.gias_changed_on,
})

const filled = (...values: readonly (string | null)[]): readonly string[] =>
  values.filter((value) => value !== null).filter((value) => value !== '')
