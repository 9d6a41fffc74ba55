import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { organisationNames } from '../../../directory/public.ts'

export type DeclarationRow = {
  readonly id: string
  readonly registration_id: string
  readonly provider_id: string
  readonly provider_name: string
  readonly participant_id: string
  readonly course_identifier: string
  readonly declaration_type: string
  readonly declaration_date: Temporal.PlainDate
  readonly state: string
  readonly held_because: string | null
  readonly outcome: string | null
  readonly created_at: Temporal.Instant
  readonly updated_at: Temporal.Instant
}

export type DeclarationSearch = {
  readonly providerId: string
  readonly declarationId: string | null
  readonly cohorts: readonly string[]
  readonly participantIds: readonly string[] | null
  readonly updatedSince: Temporal.Instant | null
  readonly limit: number
  readonly offset: number
}

/**
 * A page of what a provider declared, and of what was declared of those who are with it now, the oldest first. Two queries.
 */
export async function declarationsFor(reader: Reader, search: DeclarationSearch): Promise<readonly DeclarationRow[]> {
  const { providerId, declarationId, cohorts, participantIds, updatedSince, limit, offset } = search
  const wanted = [
    sql`true`,
    ...(declarationId ? [sql`declaration.id = ${declarationId}`] : []),
    ...(cohorts.length > 0 ? [sql`registration.cohort like any(${cohorts.map((one) => `${one}%`)}::text[])`] : []),
    ...(participantIds ? [sql`registration.person_id = any(${[...participantIds]}::uuid[])`] : []),
    ...(updatedSince ? [sql`declaration.updated_at >= ${updatedSince}::timestamptz`] : []),
  ]
  const { rows } = await sql<Omit<DeclarationRow, 'provider_name'>>`
    select declaration.*, registration.person_id as participant_id, registration.course_identifier, (
      select outcome.state from npq.outcomes as outcome where outcome.registration_id = registration.id
      order by outcome.created_at desc, outcome.id desc limit 1
    ) as outcome
    from (${seenBy(providerId)}) as declaration
    join npq.registrations as registration on registration.id = declaration.registration_id
    where ${sql.join(wanted, sql` and `)}
    order by declaration.created_at, declaration.id limit ${limit} offset ${offset}`.execute(reader)
  const names = await organisationNames(
    reader,
    rows.map(({ provider_id }) => provider_id),
  )
  return rows.map((row) => ({ ...row, provider_name: names.get(row.provider_id)?.name ?? '' }))
}

/** Its own, and what a provider before declared of those who are with it now: few, so they are found by the people who moved. */
const seenBy = (providerId: string) => sql`
  select * from npq.declarations where provider_id = ${providerId}
  union all
  select distinct moved.* from npq.registration_providers as now
  join npq.registration_providers as former
    on former.registration_id = now.registration_id and former.unassigned_at is not null
  join npq.declarations as moved
    on moved.registration_id = former.registration_id and moved.provider_id = former.provider_id
  where now.provider_id = ${providerId} and now.unassigned_at is null and former.provider_id <> now.provider_id`

export type OutcomeRow = {
  readonly id: string
  readonly participant_id: string
  readonly course_identifier: string
  readonly state: string
  readonly completed_on: Temporal.PlainDate
  readonly created_at: Temporal.Instant
}

export type OutcomeSearch = {
  readonly providerId: string
  readonly participantId: string | null
  readonly outcomeId: string | null
  readonly createdSince: Temporal.Instant | null
  readonly limit: number
  readonly offset: number
}

/** A page of the outcomes of a provider's participants, the oldest first: each that was told, the last counts. One query. */
export async function outcomesFor(reader: Reader, search: OutcomeSearch): Promise<readonly OutcomeRow[]> {
  const { providerId, participantId, outcomeId, createdSince, limit, offset } = search
  const wanted = [
    sql`sight.provider_id = ${providerId} and sight.is_accepted and sight.lost_at is null`,
    ...(participantId ? [sql`sight.participant_id = ${participantId}`] : []),
    ...(outcomeId ? [sql`outcome.id = ${outcomeId}`] : []),
    ...(createdSince ? [sql`outcome.created_at >= ${createdSince}::timestamptz`] : []),
  ]
  const { rows } = await sql<OutcomeRow>`
    select outcome.id, sight.participant_id, registration.course_identifier, outcome.state, outcome.completed_on,
      outcome.created_at
    from npq.outcomes as outcome
    join npq.provider_sights as sight on sight.registration_id = outcome.registration_id
    join npq.registrations as registration on registration.id = outcome.registration_id
    where ${sql.join(wanted, sql` and `)}
    order by outcome.created_at, outcome.id limit ${limit} offset ${offset}`.execute(reader)
  return rows
}
