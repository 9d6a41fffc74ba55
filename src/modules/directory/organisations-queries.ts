import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Confidence, OrganisationKind, OrganisationRole, RelationKind } from './organisation.ts'
import { SCHOOL_STATUS, type SchoolInList } from './school.ts'

export const ORGANISATIONS_PER_PAGE = 25

export type OrganisationSearch = {
  readonly text: string
  readonly role: OrganisationRole | null
  readonly kind: OrganisationKind | null
  readonly day: Temporal.PlainDate
  /** From 1. */
  readonly page: number
}

export type OrganisationInList = {
  readonly id: string
  readonly name: string
  readonly kind: OrganisationKind
  readonly status: 'open' | 'closed' | 'proposed'
  /** The roles of the day asked about. */
  readonly roles: readonly OrganisationRole[]
  /** Other names that have the words looked for, when its own does not. */
  readonly aliases: readonly string[]
}

/** Organisations other than schools by name or alias, by kind, and by role on a day. One query. */
export async function listOrganisations(reader: Reader, { text, role, kind, day, page }: OrganisationSearch) {
  const named = (column: RawBuilder<string>) =>
    sql<boolean>`strpos(public.unaccent(lower(${column})), public.unaccent(lower(${text.trim()}))) > 0`
  const { rows } = await sql<Omit<OrganisationInList, 'id'> & { id: string | null; total: number }>`
    with matched as materialized (
      select organisations.id, organisations.name, organisations.kind, organisations.status, array(
        select aliases.name from directory.organisation_aliases as aliases
        where aliases.organisation_id = organisations.id and ${named(sql`aliases.name`)} and ${text.trim() !== ''}
          and not ${named(sql`organisations.name`)} order by aliases.name
      ) as aliases
      from directory.organisations
      where organisations.kind <> 'school' and (${kind}::text is null or organisations.kind = ${kind})
        and (${role}::text is null or exists (
          select from directory.organisation_roles as roles
          where roles.organisation_id = organisations.id and roles.role = ${role} and roles.period @> ${day}::date
        ))
        and (${named(sql`organisations.name`)} or exists (
          select from directory.organisation_aliases as aliases
          where aliases.organisation_id = organisations.id and ${named(sql`aliases.name`)}
        ))
    ), page as (
      select * from matched order by status = 'closed', lower(name) collate "C", id
      limit ${ORGANISATIONS_PER_PAGE} offset ${(page - 1) * ORGANISATIONS_PER_PAGE}
    )
    select counted.total, page.*, array(
      select roles.role from directory.organisation_roles as roles
      where roles.organisation_id = page.id and roles.period @> ${day}::date order by roles.role
    ) as roles
    from (select count(*) as total from matched) as counted left join page on true
    order by page.status = 'closed', lower(page.name) collate "C", page.id`.execute(reader)
  const organisations = rows.flatMap(({ total: _, id, ...row }): OrganisationInList[] =>
    id === null ? [] : [{ id, ...row }],
  )
  return { total: rows[0]?.total ?? 0, organisations }
}

export type Organisation = {
  readonly id: string
  readonly name: string
  readonly kind: OrganisationKind
  readonly status: 'open' | 'closed' | 'proposed'
  readonly ukprn: string | null
  /** Of its seat, where people have added it; schools and trusts have theirs from GIAS. */
  readonly postcode: string | null
  readonly openedOn: Temporal.PlainDate | null
  readonly closedOn: Temporal.PlainDate | null
}

export const organisationById = async (reader: Reader, id: string): Promise<Organisation | null> =>
  (await reader
    .selectFrom('directory.organisations')
    .select(['id', 'name', 'kind', 'status', 'ukprn', 'postcode', 'opened_on as openedOn', 'closed_on as closedOn'])
    .$narrowType<{ kind: OrganisationKind; status: Organisation['status'] }>()
    .where('id', '=', id)
    .executeTakeFirst()) ?? null

/** Of the organisations, those with any of the roles on the day, with these roles, and the trusts. One query. */
export async function organisationsWithRoles(
  reader: Reader,
  asked: {
    readonly ids: readonly string[]
    readonly roles: readonly OrganisationRole[]
    readonly day: Temporal.PlainDate
  },
): Promise<readonly { id: string; name: string; kind: OrganisationKind; roles: readonly OrganisationRole[] }[]> {
  const { rows } = await sql<{ id: string; name: string; kind: OrganisationKind; roles: OrganisationRole[] }>`
    select id, name, kind, roles from (
      select organisations.id, organisations.name, organisations.kind, array(
        select held.role from directory.organisation_roles as held
        where held.organisation_id = organisations.id and held.role = any(${asked.roles})
          and held.period @> ${asked.day}::date order by held.role
      ) as roles
      from directory.organisations where organisations.id = any(${asked.ids}::uuid[])
    ) as asked
    where cardinality(roles) > 0 or kind = 'trust'
    order by name, id`.execute(reader)
  return rows
}

type Dated = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate | null; readonly source: string }

/** What an organisation does and did, newest first. */
export const rolesOf = async (
  reader: Reader,
  id: string,
): Promise<readonly (Dated & { readonly role: OrganisationRole })[]> =>
  reader
    .selectFrom('directory.organisation_roles')
    .select(['role', lower.as('from'), upper.as('to'), 'source'])
    .$narrowType<{ role: OrganisationRole }>()
    .where('organisation_id', '=', id)
    .orderBy('period', 'desc')
    .orderBy('role')
    .execute()

/** What the organisation does on a day. */
export const rolesOn = async (
  reader: Reader,
  id: string,
  day: Temporal.PlainDate,
): Promise<readonly OrganisationRole[]> =>
  (
    await reader
      .selectFrom('directory.organisation_roles')
      .select('role')
      .$narrowType<{ role: OrganisationRole }>()
      .where('organisation_id', '=', id)
      .where(sql<boolean>`period @> ${day}::date`)
      .orderBy('role')
      .execute()
  ).map(({ role }) => role)

/** Its other names, in order. */
export const aliasesOf = async (reader: Reader, id: string): Promise<readonly (Dated & { readonly name: string })[]> =>
  reader
    .selectFrom('directory.organisation_aliases')
    .select(['name', lower.as('from'), upper.as('to'), 'source'])
    .where('organisation_id', '=', id)
    .orderBy('name')
    .execute()

export type RelationOf = Dated & {
  readonly kind: RelationKind
  readonly confidence: Confidence
  /** `to` when the organisation asked about is the first of the two: it is part of, took over from, is the same as the other. */
  readonly direction: 'to' | 'from'
  readonly otherId: string
  readonly otherName: string
}

/** How it belongs together with others, in both directions. */
export async function relationsOf(reader: Reader, id: string): Promise<readonly RelationOf[]> {
  const { rows } = await sql<RelationOf>`
    select relations.kind, relations.confidence, relations.source, lower(period) as "from", upper(period) as "to",
      case when from_id = ${id} then 'to' else 'from' end as direction,
      other.id as "otherId", other.name as "otherName"
    from directory.organisation_relations as relations
    join directory.organisations as other on other.id = case when from_id = ${id} then to_id else from_id end
    where from_id = ${id} or to_id = ${id}
    order by relations.kind, other.name, other.id`.execute(reader)
  return rows
}

type MemberSearch = {
  readonly trustId: string
  readonly day: Temporal.PlainDate
  /** From 1. */
  readonly page: number
  /** In the name, or the whole URN. */
  readonly text?: string
  /** Leaves out these, by id. */
  readonly without?: readonly string[]
}

/** The schools of a trust on a day: a page of them and how many there are. */
export async function memberSchools(reader: Reader, { trustId, day, page, text = '', without = [] }: MemberSearch) {
  const looked = text.trim()
  const rows = await reader
    .selectFrom('directory.trust_memberships as memberships')
    .innerJoin('directory.schools as schools', 'schools.organisation_id', 'memberships.school_id')
    .select(['schools.organisation_id as id', 'schools.urn', 'schools.name', 'schools.town', 'schools.postcode'])
    .select(['schools.la_name as laName', 'schools.phase_name as phaseName', 'schools.type_name as typeName'])
    .select([
      'schools.status_code as statusCode',
      'schools.closed_on as closedOn',
      sql<number>`count(*) over ()`.as('total'),
    ])
    .where('memberships.trust_id', '=', trustId)
    .where(sql<boolean>`memberships.period @> ${day}::date`)
    .where(sql<boolean>`not schools.organisation_id = any (${[...without]}::uuid[])`)
    .where(sql<boolean>`(schools.urn = ${looked}
      or strpos(public.unaccent(lower(schools.name)), public.unaccent(lower(${looked}))) > 0)`)
    .orderBy(sql`schools.status_code = '2'`)
    .orderBy('schools.search_name')
    .orderBy('schools.urn')
    .limit(ORGANISATIONS_PER_PAGE)
    .offset((page - 1) * ORGANISATIONS_PER_PAGE)
    .execute()
  return {
    total: rows[0]?.total ?? 0,
    schools: rows.map(
      ({ statusCode, total: _, ...row }): SchoolInList => ({ ...row, status: SCHOOL_STATUS[statusCode] ?? 'closed' }),
    ),
  }
}

const lower = sql<Temporal.PlainDate>`lower(period)`
const upper = sql<Temporal.PlainDate | null>`upper(period)`
