import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
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

/** The UKPRN of every organisation, as a set for a query of another module (docs/adr/0012). Columns: id, ukprn. */
export const ukprnsSet: RawBuilder<unknown> = sql`(select organisation.id, organisation.ukprn from directory.organisations as organisation)`
