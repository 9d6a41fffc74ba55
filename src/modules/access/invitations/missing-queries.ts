import { type RawBuilder, sql } from 'kysely'
import { academicYearOf, londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { statusOfMessage } from '#src/platform/email/messages-queries.ts'
import { eligibleSchoolSet, type SchoolFilter } from '../../directory/public.ts'
import { nominationIntent } from '../emails/nomination-emails.ts'
import { MISSING_REASONS, type MissingReason, REFUSED } from './missing-rules.ts'

/** Schools on one page of the list. */
export const MISSING_PER_PAGE = 50

export const MISSING_SORTS = ['name', 'authority', 'oldest-link'] as const
export type MissingSort = (typeof MISSING_SORTS)[number]

export type MissingFilter = Omit<SchoolFilter, 'ids'> & {
  readonly reason?: MissingReason | null
  /** Only schools whose newest link was sent on this day or before. */
  readonly sentBy?: Temporal.PlainDate | null
}

export type MissingSearch = { readonly filter: MissingFilter; readonly now: Temporal.Instant }

/**
 * Every eligible school without an induction tutor, with what is known and why, as a set for one query. Columns: those of the
 * directory's set, said_no, sent_at, opened_at, link_address and reason. The filter's own reason is for whoever uses the set.
 */
export async function missingSet(
  reader: Reader,
  { filter, now }: { readonly filter: SchoolFilter; readonly now: Temporal.Instant },
): Promise<RawBuilder<unknown>> {
  const eligible = await eligibleSchoolSet(reader, londonDate(now), filter)
  return sql`
    select eligible.*, ${saidNo(now)} as said_no, newest.created_at as sent_at, newest.opened_at,
      newest.address as link_address, ${reasonOfRow(now)} as reason
    from (${eligible}) as eligible
    left join lateral (
      select proof.id, proof.address, proof.created_at, proof.expires_at, proof.opened_at,
        proof.used_at is not null or proof.revoked_at is not null as ended
      from access.proofs as proof
      where proof.purpose = 'nomination' and proof.organisation_id = eligible.id
      order by proof.created_at desc limit 1
    ) as newest on true
    where not exists (
      select from access.memberships as tutor
      where tutor.organisation_id = eligible.id and tutor.role = 'induction-tutor' and tutor.ended_at is null
        and (tutor.until is null or tutor.until > ${now}::timestamptz)
    )`
}

/** Written as sets, so that the database can look all schools up at once where there are many. */
const saidNo = (now: Temporal.Instant) => sql<boolean>`exists (
  select from access.early_career_expectations as said
  where said.organisation_id = eligible.id and said.academic_year = ${academicYearOf(londonDate(now))}
    and said.answer = 'no' and not exists (
      select from access.early_career_expectations as later
      where later.organisation_id = said.organisation_id and later.academic_year = said.academic_year
        and later.answered_at > said.answered_at))`

/** `missingReason` in SQL. `offset 0` keeps the message from being looked up once for each comparison. */
const reasonOfRow = (now: Temporal.Instant) => sql<MissingReason>`case
  when ${saidNo(now)} then 'said-no'
  when newest.opened_at is not null and not newest.ended then 'unfinished'
  when not eligible.reachable then 'no-address'
  when newest.id is null then 'never-invited'
  when newest.ended then 'link-ended'
  else (
    select case
      when message.status = 'permanent-failure' then 'bounced'
      when message.status = any(${REFUSED}) then 'refused'
      when newest.expires_at <= ${now}::timestamptz then 'expired'
      when message.status = 'delivered' then 'unopened'
      else 'on-its-way' end
    from (
      select ${statusOfMessage(sql`${nominationIntent('')} || newest.id::text`)} as status offset 0
    ) as message) end`

export type MissingSchool = {
  readonly id: string
  readonly trustId: string | null
  readonly reason: MissingReason
  readonly sentAt: Temporal.Instant | null
  readonly openedAt: Temporal.Instant | null
}

export type MissingCounts = ReadonlyMap<MissingReason, number>

type Listed = MissingSearch & { readonly sort: MissingSort; readonly page: number }

/** One page of the schools of a filter, and how many there are for each reason whatever reason the filter asks for. */
export async function listMissing(
  reader: Reader,
  { filter, now, sort, page }: Listed,
): Promise<{ readonly schools: readonly MissingSchool[]; readonly counts: MissingCounts; readonly total: number }> {
  const all = await missingSet(reader, { filter, now })
  const { rows } = await sql<Row & { counts: Partial<Record<MissingReason, number>> | null; total: number }>`
    with missing as materialized (
      select id, la_name, search_name, urn, trust_id, sent_at, opened_at, reason from (${all}) as missing
      where ${sentBy(filter)}
    ), page as (
      select * from missing where ${withReason(filter)} order by ${order(sort)}
      limit ${MISSING_PER_PAGE} offset ${(page - 1) * MISSING_PER_PAGE}
    )
    select counted.counts, chosen.total, ${columns(sql`page`)}
    from (
      select jsonb_object_agg(reason, count) as counts
      from (select reason, count(*) as count from missing group by reason) as by_reason
    ) as counted
    cross join (select count(*) as total from missing where ${withReason(filter)}) as chosen
    left join page on true
    order by ${order(sort, 'page')}`.execute(reader)
  const counts = new Map(MISSING_REASONS.map((reason) => [reason, rows[0]?.counts?.[reason] ?? 0]))
  return { schools: rows.flatMap(fromRow), counts, total: rows[0]?.total ?? 0 }
}

/** Every school of a filter, in order, for a file. One query. */
export async function allMissing(
  reader: Reader,
  { filter, now, sort }: Omit<Listed, 'page'>,
): Promise<readonly MissingSchool[]> {
  const all = await missingSet(reader, { filter, now })
  const { rows } = await sql<Row>`
    select ${columns(sql`missing`)} from (${all}) as missing
    where ${withReason(filter)} and ${sentBy(filter)} order by ${order(sort)}`.execute(reader)
  return rows.flatMap(fromRow)
}

export type Grouped = { readonly key: string; readonly name: string; readonly schools: number }

/** How many schools of a filter there are in each local authority, most first. */
export async function missingByAuthority(reader: Reader, { filter, now }: MissingSearch): Promise<readonly Grouped[]> {
  const all = await missingSet(reader, { filter, now })
  const { rows } = await sql<Grouped>`
    select la_code as key, min(la_name) as name, count(*) as schools from (${all}) as missing
    where ${withReason(filter)} and ${sentBy(filter)} group by la_code order by schools desc, name, key`.execute(reader)
  return rows
}

/** How many there are in each trust, most first; the trusts are named by whoever shows them. */
export async function missingByTrust(
  reader: Reader,
  { filter, now }: MissingSearch,
): Promise<readonly Omit<Grouped, 'name'>[]> {
  const all = await missingSet(reader, { filter, now })
  const { rows } = await sql<Grouped>`
    select trust_id as key, count(*) as schools from (${all}) as missing
    where trust_id is not null and ${withReason(filter)} and ${sentBy(filter)}
    group by trust_id order by schools desc, key`.execute(reader)
  return rows
}

export const withReason = ({ reason }: MissingFilter) =>
  reason ? sql<boolean>`reason = ${reason}` : sql<boolean>`true`

export const sentBy = ({ sentBy: day }: MissingFilter) =>
  day ? sql<boolean>`sent_at < ${startOfDay(day.add({ days: 1 }))}::timestamptz` : sql<boolean>`true`

const SORT_COLUMNS = {
  name: ['search_name', 'urn'],
  authority: ['la_name', 'search_name', 'urn'],
  'oldest-link': ['sent_at', 'search_name', 'urn'],
} as const

const order = (sort: MissingSort, table?: 'page') =>
  sql.join(SORT_COLUMNS[sort].map((column) => sql`${sql.ref(table ? `${table}.${column}` : column)}`))

const columns = (table: RawBuilder<unknown>) => sql`${table}.id, ${table}.trust_id as "trustId", ${table}.reason,
  ${table}.sent_at as "sentAt", ${table}.opened_at as "openedAt"`

type Row = Omit<MissingSchool, 'id'> & { readonly id: string | null }

const fromRow = ({ id, trustId, reason, sentAt, openedAt }: Row): readonly MissingSchool[] =>
  id === null ? [] : [{ id, trustId, reason, sentAt, openedAt }]
