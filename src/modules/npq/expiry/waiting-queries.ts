import { sql } from 'kysely'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { outcomeFrom } from '../funding/decisions-queries.ts'
import { EXPIRES_AFTER_DAYS, isExpired, type Waiting } from './expiry-rules.ts'

/** A registration that waits, with what decides when it expires. */
export type WaitingRegistration = {
  readonly id: string
  readonly createdAt: Temporal.Instant
  readonly waiting: Waiting
}

/** Where a walk through a cohort has got to. */
type Place = Pick<WaitingRegistration, 'id' | 'createdAt'>

/** The cohorts that have been closed so long that registrations of theirs may have expired. */
export const cohortsToExpire = async (reader: Reader, now: Temporal.Instant): Promise<readonly string[]> =>
  (
    await reader
      .selectFrom('npq.cohorts')
      .select('identifier')
      .where(sql`upper(registration)`, '<=', londonDate(now).subtract({ days: EXPIRES_AFTER_DAYS }))
      .orderBy('identifier')
      .execute()
  ).map(({ identifier }) => identifier)

type Walk = { readonly cohort: string; readonly after: Place | null; readonly limit: number }

/** The next registrations of a cohort that wait, the oldest first, whether or not their own day has come. */
export async function waitingIn(
  reader: Reader,
  { cohort, after, limit }: Walk,
): Promise<readonly WaitingRegistration[]> {
  const rows = await rowsOf(reader)
    .where('registration.cohort', '=', cohort)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(registration.created_at, registration.id) > (${after?.createdAt}, ${after?.id})`),
    )
    .orderBy('registration.created_at')
    .orderBy('registration.id')
    .limit(limit)
    .execute()
  return rows.map(waitingFrom)
}

/** Of some registrations, those that are pending and whose day has come. Of locked ones, what is true until the end. */
export async function expiredAmong(
  reader: Reader,
  { ids, now }: { readonly ids: readonly string[]; readonly now: Temporal.Instant },
): Promise<ReadonlyMap<string, Waiting>> {
  const rows = await rowsOf(reader)
    .where('registration.id', 'in', [...ids])
    .execute()
  const today = londonDate(now)
  return new Map(
    rows.map(waitingFrom).flatMap(({ id, waiting }) => (isExpired(waiting, today) ? [[id, waiting] as const] : [])),
  )
}

const rowsOf = (reader: Reader) =>
  reader
    .selectFrom('npq.registrations as registration')
    .innerJoin('npq.registration_providers as provider', (join) =>
      join.onRef('provider.registration_id', '=', 'registration.id').on('provider.unassigned_at', 'is', null),
    )
    .innerJoin('npq.cohorts as cohort', 'cohort.identifier', 'registration.cohort')
    .innerJoin('npq.funding_decisions as decision', 'decision.id', 'registration.decision_id')
    .select(['registration.id', 'registration.created_at', 'provider.assigned_at'])
    .select(['decision.result', 'decision.reason', 'decision.decided_by', 'decision.decided_at'])
    .select([closedOn.as('closed_on'), pendingAgainAt.as('pending_again_at')])
    .where('registration.status', '=', 'pending')

/** The first day on which the cohort of a query takes no more registrations. */
export const closedOn = sql<Temporal.PlainDate | null>`upper(cohort.registration)`

/** When the registration of a query was last put back to pending. */
export const pendingAgainAt = sql<Temporal.Instant | null>`(
  select max(back.happened_at) from npq.training_changes as back
  where back.registration_id = registration.id and back.kind = 'reverted'
)`

const waitingFrom = (row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]): WaitingRegistration => ({
  id: row.id,
  createdAt: row.created_at,
  waiting: {
    closedOn: row.closed_on,
    withProviderSince: row.assigned_at,
    pendingAgainAt: row.pending_again_at,
    decision: {
      result: outcomeFrom(row).result,
      decidedBy: row.decided_by === 'staff' ? 'staff' : 'engine',
      decidedAt: row.decided_at,
    },
  },
})
