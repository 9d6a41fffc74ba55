import { type RawBuilder, sql } from 'kysely'
import type { Period, Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { OrganisationRole } from './organisation.ts'

export type NamedOrganisation = {
  readonly id: string
  readonly kind: string
  readonly name: string
  /** Schools alone have one, and a page under it. */
  readonly urn: string | null
}

/** Organisations of any kind by id, for lists that name many. One query. */
export async function organisationNames(
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedOrganisation>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('directory.organisations as organisation')
    .leftJoin('directory.schools as school', 'school.organisation_id', 'organisation.id')
    .select(['organisation.id', 'organisation.kind', 'organisation.name', 'school.urn'])
    .where('organisation.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The organisations that hold a role on a day, by name. One query. */
export const organisationsHolding = (
  reader: Reader,
  role: OrganisationRole,
  day: Temporal.PlainDate,
): Promise<readonly { readonly id: string; readonly name: string }[]> =>
  reader
    .selectFrom('directory.organisations as organisation')
    .innerJoin('directory.organisation_roles as held', 'held.organisation_id', 'organisation.id')
    .select(['organisation.id', 'organisation.name'])
    .where('held.role', '=', role)
    .where(sql<boolean>`held.period @> ${day}::date`)
    .orderBy('organisation.name')
    .orderBy('organisation.id')
    .execute()

/** Organisations that hold a role on a day, as a set for queries of other modules (docs/adr/0012-modules-lend-each-other-sets.md). Column: id. */
export const holdersSet = (role: OrganisationRole, day: Temporal.PlainDate): RawBuilder<unknown> => sql`
  (select held.organisation_id as id from directory.organisation_roles as held
  where held.role = ${role} and held.period @> ${day.toString()}::date)`

/** An organisation as people look for it. */
export type Findable = {
  readonly id: string
  readonly name: string
  /** Its other names of the day. */
  readonly aliases: readonly string[]
  readonly ukprn: string | null
  readonly postcode: string | null
}

type Holding = {
  readonly role: OrganisationRole
  readonly day: Temporal.PlainDate
  /** They had the role on one of these days, too. */
  readonly during: Period
}

/** The organisations that hold a role on a day and held it in a period, by name, with what they are found by. One query. */
export async function findableHolding(reader: Reader, { role, day, during }: Holding): Promise<readonly Findable[]> {
  const { rows } = await sql<Findable>`
    select organisation.id, organisation.name, organisation.ukprn,
      coalesce(school.postcode, trust.postcode, organisation.postcode) as postcode,
      array(
        select alias.name from directory.organisation_aliases as alias
        where alias.organisation_id = organisation.id and alias.period @> ${day}::date order by alias.name
      ) as aliases
    from directory.organisations as organisation
    left join directory.schools as school on school.organisation_id = organisation.id
    left join directory.trusts as trust on trust.organisation_id = organisation.id
    where exists (
      select from directory.organisation_roles as held
      where held.organisation_id = organisation.id and held.role = ${role} and held.period @> ${day}::date
    ) and exists (
      select from directory.organisation_roles as held
      where held.organisation_id = organisation.id and held.role = ${role}
        and held.period && daterange(${during.from}::date, ${during.to}::date)
    )
    order by organisation.name, organisation.id`.execute(reader)
  return rows
}

/** The UKPRN of every organisation, as a set for a query of another module (docs/adr/0012). Columns: id, ukprn. */
export const ukprnsSet: RawBuilder<unknown> = sql`(select organisation.id, organisation.ukprn from directory.organisations as organisation)`
