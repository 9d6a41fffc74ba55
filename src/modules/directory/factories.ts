import { sql } from 'kysely'
import { Temporal } from '#src/kit/dates.ts'
import type { Database, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { OrganisationId, OrganisationKind, OrganisationRole } from './organisation.ts'
import { searchName, searchPlace } from './school-search-rules.ts'

// For tests: facts that in life only an import brings, without a file. What people do goes through the commands.

const AT = Temporal.Instant.from('2026-09-01T03:00:00Z')

export type SchoolFacts = {
  readonly urn?: string
  readonly name?: string
  /** GIAS codes: 1 open, 2 closed, 3 open but proposed to close, 4 proposed to open. */
  readonly statusCode?: '1' | '2' | '3' | '4'
  readonly typeCode?: string
  readonly typeName?: string
  readonly phaseCode?: string
  readonly phaseName?: string
  readonly laCode?: string
  readonly laName?: string
  readonly establishmentNumber?: string
  readonly districtCode?: string
  readonly section41?: boolean
  readonly town?: string
  readonly postcode?: string
  readonly closedOn?: Temporal.PlainDate | null
  /** Addresses that GIAS gives. */
  readonly contacts?: { readonly main?: string; readonly alternative?: string }
}

let lastUrn = 800_000

const ORGANISATION_STATUS = { '1': 'open', '2': 'closed', '3': 'open', '4': 'proposed' } as const
const STATUS_NAMES = {
  '1': 'Open',
  '2': 'Closed',
  '3': 'Open, but proposed to close',
  '4': 'Proposed to open',
} as const

/** An open community primary school in Camden that the office's mailbox can reach, unless told otherwise. */
export async function aSchool(
  db: Database,
  facts: SchoolFacts = {},
): Promise<{ id: OrganisationId; urn: string; name: string }> {
  lastUrn += 1
  const school = { ...USUAL, urn: String(lastUrn), contacts: { main: `office@urn${lastUrn}.sch.example` }, ...facts }
  const { urn, name, statusCode, laName, town, postcode } = school
  const id = await anOrganisation(db, { kind: 'school', name, status: ORGANISATION_STATUS[statusCode] })
  await db
    .insertInto('directory.schools')
    .values({
      organisation_id: id,
      ...{ urn, name, town, postcode },
      la_code: school.laCode,
      la_name: laName,
      establishment_number: school.establishmentNumber,
      type_code: school.typeCode,
      type_name: school.typeName,
      type_group_code: '4',
      status_code: statusCode,
      status_name: STATUS_NAMES[statusCode],
      phase_code: school.phaseCode,
      phase_name: school.phaseName,
      district_code: school.districtCode,
      section_41: school.section41,
      closed_on: school.closedOn,
      search_name: searchName(name),
      search_place: searchPlace({ town, laName, postcode, locality: null, county: null, districtName: null }),
      last_seen_import: newId(),
    })
    .execute()
  for (const channel of ['main', 'alternative'] as const) {
    const address = school.contacts[channel]
    if (address !== undefined) await aContact(db, { organisationId: id, channel, address, source: 'gias' })
  }
  return { id, urn, name }
}

const USUAL = {
  name: 'Fernhill Primary School',
  statusCode: '1',
  typeCode: '1',
  typeName: 'Community school',
  phaseCode: '2',
  phaseName: 'Primary',
  laCode: '202',
  laName: 'Camden',
  establishmentNumber: '2001',
  districtCode: 'E09000007',
  section41: false,
  town: 'London',
  postcode: 'NW1 9ZZ',
  closedOn: null,
} as const satisfies SchoolFacts

export type ContactFacts = {
  readonly organisationId: string
  readonly channel: 'main' | 'alternative'
  readonly address: string
  readonly source: 'gias' | 'staff'
}

export const aContact = async (db: Database, { organisationId, channel, address, source }: ContactFacts) =>
  db
    .insertInto('directory.contact_points')
    .values({ id: newId(), organisation_id: organisationId, channel, address, source, since: AT, until: null })
    .execute()

/** The one school links to the other as GIAS would, such as "Successor". */
export const aLink = async (db: Database, link: { urn: string; linkedUrn: string; linkedName: string; type: string }) =>
  db
    .insertInto('directory.school_links')
    .values({
      urn: link.urn,
      linked_urn: link.linkedUrn,
      linked_name: link.linkedName,
      link_type: link.type,
      established_on: Temporal.PlainDate.from('2025-09-01'),
    })
    .execute()

/** A multi-academy trust with the schools as its members since 2020. */
export async function aTrust(db: Database, name: string, schoolIds: readonly string[] = []): Promise<OrganisationId> {
  const id = await anOrganisation(db, { kind: 'trust', name, status: 'open' })
  await db
    .insertInto('directory.trusts')
    .values({ organisation_id: id, group_uid: id, group_type_code: '06', group_type_name: 'Multi-academy trust' })
    .execute()
  for (const schoolId of schoolIds) {
    await db
      .insertInto('directory.trust_memberships')
      .values({ school_id: schoolId, trust_id: id, period: sql`daterange('2020-09-01', null)` })
      .execute()
  }
  return id
}

/** A company that has the roles since September 2021. */
export async function aPartner(
  db: Database,
  name: string,
  roles: readonly OrganisationRole[] = ['lead-provider'],
  seat: { readonly ukprn?: string; readonly postcode?: string } = {},
): Promise<OrganisationId> {
  const id = await anOrganisation(db, { kind: 'company', name, status: 'open', ...seat })
  for (const role of roles) {
    await db
      .insertInto('directory.organisation_roles')
      .values({ organisation_id: id, role, period: sql`daterange('2021-09-01', null)`, source: 'a test' })
      .execute()
  }
  return id
}

export async function aLocalAuthority(db: Database, code: string, name: string): Promise<OrganisationId> {
  const id = await anOrganisation(db, { kind: 'local-authority', name, status: 'open' })
  await db.insertInto('directory.local_authorities').values({ organisation_id: id, code }).execute()
  return id
}

type OrganisationFacts = {
  readonly kind: OrganisationKind
  readonly name: string
  readonly status: string
  readonly ukprn?: string
  readonly postcode?: string
}

async function anOrganisation(db: Database, facts: OrganisationFacts): Promise<OrganisationId> {
  const id = newId<OrganisationId>()
  await db
    .insertInto('directory.organisations')
    .values({ id, ...facts, created_at: AT, updated_at: AT })
    .execute()
  return id
}

type PersonFacts = { readonly name: string; readonly trn?: string | null }

/** A human being whom no account stands for yet. */
export async function aPerson(db: Database, { name, trn = null }: PersonFacts): Promise<string> {
  const id = newId<string>()
  await db.insertInto('directory.people').values({ id, name, trn, created_at: AT }).execute()
  return id
}

type People = { readonly ids: readonly string[]; readonly names: readonly string[]; readonly firstTrn: number }

/** As many people as there are ids, with the names in turn and numbers one after the other. */
export const manyPeople = (tx: Tx, { ids, names, firstTrn }: People) =>
  sql`
    insert into directory.people (id, name, trn, created_at)
    select id, (${names}::text[])[1 + (at * 7) % ${names.length}], (${firstTrn} + at)::text, ${AT}::timestamptz
    from unnest(${ids}::uuid[]) with ordinality as row (id, at)`.execute(tx)
