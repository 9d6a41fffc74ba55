import { sql } from 'kysely'
import type { Period, Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { Confidence, OrganisationKind, OrganisationRole, RelationKind } from './organisation.ts'

export type LockedOrganisation = { readonly id: string; readonly name: string; readonly kind: OrganisationKind }

/** Locks organisations for a change of theirs, always in the same order. Those that do not exist are missing from the answer. */
export const lockOrganisations = async (tx: Tx, ...ids: readonly string[]): Promise<readonly LockedOrganisation[]> =>
  tx
    .selectFrom('directory.organisations')
    .select(['id', 'name', 'kind'])
    .$narrowType<{ kind: OrganisationKind }>()
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

export type NewOrganisation = {
  readonly id: string
  readonly kind: OrganisationKind
  readonly name: string
  readonly ukprn: string | null
  readonly postcode: string | null
  readonly openedOn: Temporal.PlainDate | null
  readonly at: Temporal.Instant
}

/** False when an organisation of people's own adding already has the name. */
export async function insertOrganisation(
  tx: Tx,
  { id, kind, name, ukprn, postcode, openedOn, at }: NewOrganisation,
): Promise<boolean> {
  const added = await tx
    .insertInto('directory.organisations')
    .values({
      id,
      kind,
      name,
      ukprn,
      postcode,
      status: 'open',
      opened_on: openedOn,
      closed_on: null,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

/** The periods in which the organisation has or had the role, earliest first. */
export async function periodsOfRole(
  tx: Tx,
  organisationId: string,
  role: OrganisationRole,
): Promise<readonly Period[]> {
  return tx
    .selectFrom('directory.organisation_roles')
    .select([lower.as('from'), upper.as('to')])
    .where('organisation_id', '=', organisationId)
    .where('role', '=', role)
    .orderBy('period')
    .execute()
}

export type RolePeriod = { readonly organisationId: string; readonly role: OrganisationRole; readonly period: Period }

export const insertRole = async (tx: Tx, { organisationId, role, period, source }: RolePeriod & { source: string }) =>
  tx
    .insertInto('directory.organisation_roles')
    .values({ organisation_id: organisationId, role, period: rangeOf(period), source })
    .execute()

export const endRole = async (tx: Tx, { organisationId, role, period }: RolePeriod, on: Temporal.PlainDate) =>
  tx
    .updateTable('directory.organisation_roles')
    .set({ period: rangeOf({ from: period.from, to: on }) })
    .where('organisation_id', '=', organisationId)
    .where('role', '=', role)
    .where('period', '=', rangeOf(period))
    .execute()

/** Names that the organisation has or had besides its own. */
export const aliasesOf = async (
  tx: Tx,
  organisationId: string,
): Promise<readonly (Period & { readonly name: string })[]> =>
  tx
    .selectFrom('directory.organisation_aliases')
    .select(['name', lower.as('from'), upper.as('to')])
    .where('organisation_id', '=', organisationId)
    .execute()

export type NewAlias = {
  readonly organisationId: string
  readonly name: string
  readonly period: Period
  readonly source: string
}

export const insertAlias = async (tx: Tx, { organisationId, name, period, source }: NewAlias) =>
  tx
    .insertInto('directory.organisation_aliases')
    .values({ organisation_id: organisationId, name, period: rangeOf(period), source })
    .execute()

export type Relation = {
  readonly fromId: string
  readonly toId: string
  readonly kind: RelationKind
  readonly period: Period
  readonly confidence: Confidence
  readonly source: string
}

export const insertRelation = async (tx: Tx, { fromId, toId, kind, period, confidence, source }: Relation) =>
  tx
    .insertInto('directory.organisation_relations')
    .values({ from_id: fromId, to_id: toId, kind, period: rangeOf(period), confidence, source })
    .execute()

/** Whether relations of the kind already lead from one organisation to the other, over however many steps, at that time. */
export async function isReachable(tx: Tx, { fromId, toId, kind, period }: Omit<Relation, 'confidence' | 'source'>) {
  const { rows } = await sql<{ id: string }>`
    with recursive reached (id) as (
      select ${fromId}::uuid
      union
      select relations.to_id from reached
      join directory.organisation_relations as relations on relations.from_id = reached.id
      where relations.kind = ${kind} and relations.period && ${rangeOf(period)}
    )
    select id from reached where id = ${toId}`.execute(tx)
  return rows.length > 0
}

const lower = sql<Temporal.PlainDate>`lower(period)`
const upper = sql<Temporal.PlainDate | null>`upper(period)`
const rangeOf = ({ from, to }: Period) => sql<string>`daterange(${from}::date, ${to}::date)`
