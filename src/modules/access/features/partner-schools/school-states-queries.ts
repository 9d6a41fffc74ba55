import { sql } from 'kysely'
import { type AcademicYear, academicYearOf, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { MESSAGE_STATUSES, type MessageStatus } from '#src/platform/email/message-states.ts'
import { statusOfMessage } from '#src/platform/email/messages-queries.ts'
import { eligibleSchoolSet } from '../../../directory/public.ts'
import { nominationIntent } from '../../emails/nomination-emails.ts'
import { EXPECTATIONS, type Expectation } from '../../nominations/nomination-rules.ts'

/** How a school stands, without anybody's name or address. */
export type SchoolState = {
  readonly id: string
  readonly isRegistered: boolean
  /** The academic year in which it first named an induction tutor, while it has one. */
  readonly since: AcademicYear | null
  readonly expects: Expectation | null
  readonly lastLink: {
    readonly sentAt: Temporal.Instant
    readonly message: MessageStatus | null
    readonly opened: boolean
    readonly used: boolean
  } | null
}

type Asked = { readonly ids: readonly string[]; readonly now: Temporal.Instant }

/** How schools stand, by id. One query however many. */
export async function statesOf(reader: Reader, { ids, now }: Asked): Promise<ReadonlyMap<string, SchoolState>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select school.id, ${isRegistered(now)} as "isRegistered",
      (select min(ever.started_at) from access.memberships as ever
        where ever.organisation_id = school.id and ever.role = 'induction-tutor') as "firstAt",
      (select said.answer from access.early_career_expectations as said
        where said.organisation_id = school.id and said.academic_year = ${academicYearOf(londonDate(now))}
        order by said.answered_at desc limit 1) as expects,
      newest.created_at as "sentAt", newest.opened_at is not null as opened, newest.used_at is not null as used,
      ${statusOfMessage(sql`${nominationIntent('')} || newest.id::text`)} as message
    from unnest(${ids}::uuid[]) as school (id)
    left join lateral (
      select proof.id, proof.created_at, proof.opened_at, proof.used_at from access.proofs as proof
      where proof.purpose = 'nomination' and proof.organisation_id = school.id
      order by proof.created_at desc limit 1
    ) as newest on true`.execute(reader)
  return new Map(rows.map((row) => [row.id, stateFrom(row)]))
}

const isRegistered = (now: Temporal.Instant) => sql<boolean>`exists (
  select from access.memberships as tutor
  where tutor.organisation_id = school.id and tutor.role = 'induction-tutor' and tutor.ended_at is null
    and (tutor.until is null or tutor.until > ${now}::timestamptz))`

type Row = {
  readonly id: string
  readonly isRegistered: boolean
  readonly firstAt: Temporal.Instant | null
  readonly expects: string | null
  readonly sentAt: Temporal.Instant | null
  readonly opened: boolean
  readonly used: boolean
  readonly message: string | null
}

const stateFrom = ({ id, isRegistered: registered, firstAt, expects, sentAt, ...link }: Row): SchoolState => ({
  id,
  isRegistered: registered,
  since: registered && firstAt ? academicYearOf(londonDate(firstAt)) : null,
  expects: EXPECTATIONS.find((known) => known === expects) ?? null,
  lastLink: sentAt && {
    sentAt,
    opened: link.opened,
    used: link.used,
    message: MESSAGE_STATUSES.find((status) => status === link.message) ?? null,
  },
})

export const TRUST_SCHOOLS_PER_PAGE = 50

export type TrustSchool = { readonly id: string; readonly urn: string; readonly name: string }
type TrustList = {
  readonly trustId: string
  readonly now: Temporal.Instant
  readonly unregistered: boolean
  readonly page: number
}

/** The schools of a trust that may use the service, by name: one page, how many, and how many of them have no tutor. */
export async function trustSchools(
  reader: Reader,
  { trustId, now, unregistered, page }: TrustList,
): Promise<{ readonly schools: readonly TrustSchool[]; readonly total: number; readonly missing: number }> {
  const eligible = await eligibleSchoolSet(reader, londonDate(now), { trustId })
  const { rows } = await sql<{ id: string | null; urn: string; name: string; total: number; missing: number }>`
    with own as materialized (
      select school.id, school.urn, school.name, school.search_name, ${isRegistered(now)} as registered
      from (${eligible}) as school
    ), page as (
      select * from own where not registered or not ${unregistered}::boolean
      order by search_name, urn limit ${TRUST_SCHOOLS_PER_PAGE} offset ${(page - 1) * TRUST_SCHOOLS_PER_PAGE}
    )
    select counted.total, counted.missing, page.id, page.urn, page.name
    from (select count(*) as total, count(*) filter (where not registered) as missing from own) as counted
    left join page on true order by page.search_name, page.urn`.execute(reader)
  const schools = rows.flatMap(({ id, urn, name }) => (id === null ? [] : [{ id, urn, name }]))
  return { schools, total: rows[0]?.total ?? 0, missing: rows[0]?.missing ?? 0 }
}
