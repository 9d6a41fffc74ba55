import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { mailboxesOf } from '#src/modules/access/public.ts'
import { peopleInLists } from '#src/modules/directory/public.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { SightRow } from './sight.ts'

export type SightSearch = {
  readonly providerId: string
  /** Years, or years with the letter of the cohort; empty for all. */
  readonly cohorts: readonly string[]
  readonly participantIds: readonly string[] | null
  readonly updatedSince: Temporal.Instant | null
  readonly order: readonly SightOrder[]
  readonly limit: number
  readonly offset: number
}

export type SightOrder = { readonly by: 'created_at' | 'updated_at'; readonly isDescending: boolean }

export type Sighted = SightRow & {
  readonly full_name: string
  readonly trn: string | null
  readonly trn_is_confirmed: boolean
  readonly email: string | null
}

/**
 * When the newest change was shown to providers: everything shown later has a later time, so a client that asks from here on
 * misses nothing. Whoever is being shown something at this moment is waited for first. Two queries.
 */
export async function shownUntil(reader: Reader): Promise<Temporal.Instant | null> {
  await sql`select pg_advisory_xact_lock_shared(npq.visible_lock())`.execute(reader)
  const row = await reader
    .selectFrom('npq.visibility')
    .select('last_at')
    .where(sql<boolean>`isfinite(last_at)`)
    .executeTakeFirst()
  return row?.last_at ?? null
}

/** What a provider sees of a page of registrations, as they are or were when it lost them. Three queries, whatever the size. */
export const sightsOf = async (reader: Reader, search: SightSearch): Promise<readonly Sighted[]> => {
  const { providerId, cohorts, participantIds, updatedSince, order, limit, offset } = search
  const wanted = [
    ...(cohorts.length > 0 ? [sql`sight.cohort like any(${cohorts.map((cohort) => `${cohort}%`)}::text[])`] : []),
    ...(participantIds ? [sql`sight.participant_id = any(${[...participantIds]}::uuid[])`] : []),
    ...(updatedSince ? [sql`sight.updated_at >= ${updatedSince}::timestamptz`] : []),
  ]
  return read(reader, {
    where: sql.join([sql`sight.provider_id = ${providerId}`, ...wanted], sql` and `),
    order,
    limit,
    offset,
  })
}

/** What a provider sees of one registration; null when it never had it. */
export const sightOf = async (
  reader: Reader,
  { providerId, registrationId }: { readonly providerId: string; readonly registrationId: string },
): Promise<Sighted | null> =>
  (
    await read(reader, {
      where: sql`sight.provider_id = ${providerId} and sight.registration_id = ${registrationId}`,
      order: [],
      limit: 1,
      offset: 0,
    })
  )[0] ?? null

type Asked = {
  readonly where: RawBuilder<unknown>
  readonly order: readonly SightOrder[]
  readonly limit: number
  readonly offset: number
}

const orderBy = (table: 'sight' | 'page', order: readonly SightOrder[]): RawBuilder<unknown> =>
  sql.join([
    ...order.map(({ by, isDescending }) =>
      isDescending ? sql`${sql.ref(`${table}.${by}`)} desc` : sql`${sql.ref(`${table}.${by}`)}`,
    ),
    sql.ref(`${table}.registration_id`),
  ])

/**
 * A moment as the wire has it, to the millisecond and never later than it was: thousands of them are not worth reading into
 * moments and writing out again.
 */
const wireMoment = (column: string): RawBuilder<string> =>
  sql`to_char(date_trunc('milliseconds', ${sql.ref(column)} at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The page is chosen on the narrow table first; only its rows are then joined. */
async function read(reader: Reader, { where, order, limit, offset }: Asked): Promise<readonly Sighted[]> {
  const { rows } = await sql<SightRow>`
    with page as materialized (
      select sight.* from npq.provider_sights as sight where ${where}
      order by ${orderBy('sight', order)} limit ${limit} offset ${offset}
    )
    select page.registration_id as id, page.participant_id,
      ${wireMoment('page.created_at')} as created_at, ${wireMoment('page.updated_at')} as updated_at,
      ${wireMoment('page.lost_at')} as lost_at, ${wireMoment('seen.work_details_changed_at')} as work_details_changed_at,
      page.frozen ->> 'full_name' as frozen_name, page.frozen ->> 'trn' as frozen_trn,
      page.frozen ->> 'trn_confirmed_at' is not null as frozen_trn_is_confirmed, page.frozen ->> 'email' as frozen_email,
      seen.account_id, seen.course_identifier, seen.cohort, seen.status, seen.reason_for_rejection, seen.funding_choice,
      seen.funded_place, seen.schedule_identifier, seen.targeted_delivery,
      seen.course_answers ->> 'headteacherStatus' as headteacher_status,
      seen.course_answers ->> 'sencoInRole' as senco_in_role, seen.course_answers ->> 'sencoStartedOn' as senco_started_on,
      decision.result as funding_result, decision.reason as funding_reason,
      work.works_in_england, work.country, work.setting, work.childcare_urn, work.employment_type, work.employment_role,
      work.employer_name, work.organisation_id, work.referred_by_return_to_teaching_adviser as is_referred,
      work.employer ->> 'name' as employer_known_as, work.employer ->> 'urn' as employer_urn,
      work.employer ->> 'ukprn' as employer_ukprn
    from page
    cross join lateral (
      select registration.* from npq.registrations as registration
      where registration.id = page.registration_id and page.frozen is null
      union all
      select * from jsonb_populate_record(null::npq.registrations, page.frozen) where page.frozen is not null
    ) as seen
    join npq.funding_decisions as decision on decision.id = seen.decision_id
    left join lateral (
      select * from npq.work_details as version
      where version.registration_id = page.registration_id
        and (page.frozen is null or version.id = (page.frozen ->> 'work_details_id')::uuid)
      order by version.number desc limit 1
    ) as work on true
    order by ${orderBy('page', order)}`.execute(reader)
  return withPeople(reader, rows)
}

/** Names and addresses are other modules' facts; those of a registration that was lost are kept with it. */
async function withPeople(reader: Reader, rows: readonly SightRow[]): Promise<readonly Sighted[]> {
  const current = rows.filter(({ lost_at }) => lost_at === null)
  const people = await peopleInLists(
    reader,
    current.map(({ participant_id }) => participant_id),
  )
  const mailboxes = await mailboxesOf(
    reader,
    current.flatMap(({ account_id }) => account_id ?? []),
  )
  return rows.map((row): Sighted => {
    if (row.lost_at !== null) {
      return {
        ...row,
        full_name: row.frozen_name ?? '',
        trn: row.frozen_trn,
        trn_is_confirmed: row.frozen_trn_is_confirmed ?? false,
        email: row.frozen_email,
      }
    }
    const person = people.get(row.participant_id)
    return {
      ...row,
      full_name: person?.name ?? '',
      trn: person?.trn ?? null,
      trn_is_confirmed: person?.trnIsConfirmed ?? false,
      email: row.account_id === null ? null : (mailboxes.get(row.account_id) ?? null),
    }
  })
}
