import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { personIdChanges } from '../../../directory/public.ts'
import type { TrainingStatus } from '../../registrations/registration-states.ts'
import { type Sighted, type SightOrder, sightsOf } from '../application-sights-queries.ts'

export type ParticipantSearch = {
  readonly providerId: string
  readonly participantId: string | null
  readonly trainingStatus: TrainingStatus | null
  readonly updatedSince: Temporal.Instant | null
  readonly order: readonly SightOrder[]
  readonly limit: number
  readonly offset: number
}

export type ParticipantRow = {
  readonly id: string
  readonly updatedAt: Temporal.Instant
  readonly enrolments: readonly EnrolmentRow[]
  readonly idChanges: readonly { readonly from: string; readonly to: string; readonly at: Temporal.Instant }[]
}
export type EnrolmentRow = { readonly sight: Sighted; readonly training: TrainingRow }

/**
 * A page of the people on courses of a provider, each with all of their courses there. An enrolment is the application as the
 * provider sees it, so that the two never disagree. Seven queries, whatever the size.
 */
export async function participantsOf(reader: Reader, search: ParticipantSearch): Promise<readonly ParticipantRow[]> {
  const page = await pageOf(reader, search)
  const ids = page.map(({ id }) => id)
  if (ids.length === 0) return []
  const sights = (
    await sightsOf(reader, { ...EVERY_SIGHT, providerId: search.providerId, participantIds: ids })
  ).filter(({ status, lost_at }) => status === 'accepted' && lost_at === null)
  const training = await trainingOf(
    reader,
    sights.map(({ id }) => id),
  )
  const changes = await personIdChanges(reader, ids)
  const enrolments = Map.groupBy(
    sights.flatMap((sight): readonly EnrolmentRow[] => {
      const row = training.get(sight.id)
      return row ? [{ sight, training: row }] : []
    }),
    ({ sight }) => sight.participant_id,
  )
  return page.map(({ id, updatedAt }) => ({
    ...{ id, updatedAt },
    enrolments: enrolments.get(id) ?? [],
    idChanges: changes.get(id) ?? [],
  }))
}

/** One who registers for every course with one provider in twenty cohorts has fewer. */
const MOST_SIGHTS = 1_000_000
const EVERY_SIGHT = {
  ...{ cohorts: [], updatedSince: null, limit: MOST_SIGHTS, offset: 0 },
  order: [{ by: 'created_at', isDescending: false }],
} as const

type Paged = { readonly id: string; readonly updatedAt: Temporal.Instant }

async function pageOf(reader: Reader, search: ParticipantSearch): Promise<readonly Paged[]> {
  const { providerId, participantId, trainingStatus, updatedSince, order, limit, offset } = search
  const wanted = [
    ...(trainingStatus ? [sql`bool_or(training_status = ${trainingStatus})`] : []),
    ...(updatedSince ? [sql`max(updated_at) >= ${updatedSince}::timestamptz`] : []),
  ]
  const having = wanted.length > 0 ? sql`having ${sql.join(wanted, sql` and `)}` : sql``
  const { rows } = await sql<Paged>`
    select participant_id as id, min(created_at) as created_at, max(updated_at) as "updatedAt"
    from npq.provider_sights
    where provider_id = ${providerId} and is_accepted and lost_at is null
      and (${participantId}::uuid is null or participant_id = ${participantId}::uuid)
    group by participant_id ${having}
    order by ${sql.join([...order.map(orderSql), sql`participant_id`])} limit ${limit} offset ${offset}`.execute(reader)
  return rows
}

function orderSql({ by, isDescending }: SightOrder): RawBuilder<unknown> {
  const column = by === 'created_at' ? sql`min(created_at)` : sql`max(updated_at)`
  return isDescending ? sql`${column} desc` : column
}

export type TrainingRow = {
  readonly trainingStatus: string
  readonly acceptedAt: Temporal.Instant
  readonly withdrawal: Left | null
  readonly deferral: Left | null
}
type Left = { readonly reason: string; readonly at: Temporal.Instant }

type FlatTraining = {
  readonly id: string
  readonly trainingStatus: string
  readonly acceptedAt: Temporal.Instant
  readonly reason: string | null
  readonly leftAt: Temporal.Instant | null
}

/** How training stands, and since when and why it rests, of accepted registrations. */
async function trainingOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, TrainingRow>> {
  const { rows } = await sql<FlatTraining>`
    select registration.id, registration.training_status as "trainingStatus", registration.accepted_at as "acceptedAt",
      latest.reason, latest.happened_at as "leftAt"
    from npq.registrations as registration
    left join lateral (
      select change.reason, change.happened_at from npq.training_changes as change
      where change.registration_id = registration.id and change.kind = registration.training_status
      order by change.happened_at desc, change.id desc limit 1
    ) as latest on true
    where registration.id = any(${ids}::uuid[]) and registration.status = 'accepted'`.execute(reader)
  return new Map(
    rows.map(({ id, trainingStatus, acceptedAt, reason, leftAt }) => {
      const left = reason && leftAt ? { reason, at: leftAt } : null
      const withdrawal = trainingStatus === 'withdrawn' ? left : null
      return [id, { trainingStatus, acceptedAt, withdrawal, deferral: trainingStatus === 'deferred' ? left : null }]
    }),
  )
}
