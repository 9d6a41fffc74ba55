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

/**
 * Each person by the course that sorts first, so that a page is read in the order of an index and not found by grouping everybody
 * there is: what a page costs does not grow with the provider.
 */
async function pageOf(reader: Reader, search: ParticipantSearch): Promise<readonly Paged[]> {
  const { providerId, participantId, trainingStatus, updatedSince, order, limit, offset } = search
  const wanted = [
    ...(participantId ? [sql`sight.participant_id = ${participantId}`] : []),
    ...(trainingStatus ? [hasAnother(sql`other.training_status = ${trainingStatus}`)] : []),
    ...(updatedSince ? [hasAnother(sql`other.updated_at >= ${updatedSince}::timestamptz`)] : []),
  ]
  const { rows } = await sql<Paged>`
    select sight.participant_id as id, whole.updated_at as "updatedAt"
    from npq.provider_sights as sight
    cross join lateral (
      select min(other.created_at) as created_at, max(other.updated_at) as updated_at
      from npq.provider_sights as other where ${ofSamePerson}
    ) as whole
    where ${sql.join([sql`sight.provider_id = ${providerId}`, ...IS_ENROLLED, isFirstOfPerson(order[0]), ...wanted], sql` and `)}
    order by ${sql.join([...order.map(orderSql), sql`sight.participant_id`])} limit ${limit} offset ${offset}`.execute(
    reader,
  )
  return rows
}

const IS_ENROLLED = [sql`sight.is_accepted`, sql`sight.lost_at is null`]
const ofSamePerson = sql`other.provider_id = sight.provider_id and other.participant_id = sight.participant_id
  and other.is_accepted and other.lost_at is null`
const hasAnother = (condition: RawBuilder<unknown>) =>
  sql`exists (select from npq.provider_sights as other where ${ofSamePerson} and ${condition})`

/** By creation the oldest of a person stands for them, by change the newest: as the person's own moments are. */
function isFirstOfPerson(order: SightOrder | undefined): RawBuilder<unknown> {
  const before =
    order?.by === 'updated_at'
      ? sql`(other.updated_at, other.registration_id) > (sight.updated_at, sight.registration_id)`
      : sql`(other.created_at, other.registration_id) < (sight.created_at, sight.registration_id)`
  return sql`not ${hasAnother(before)}`
}

/** The first order is by the column itself, which the index has: of whoever stands for the person it is the same moment. */
function orderSql({ by, isDescending }: SightOrder, at: number): RawBuilder<unknown> {
  const column = sql.ref(`${at === 0 ? 'sight' : 'whole'}.${by}`)
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
