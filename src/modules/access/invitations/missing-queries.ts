import { type RawBuilder, sql } from 'kysely'
import { academicYearOf, londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { statusOfMessage } from '#src/platform/email/messages-queries.ts'
import { eligibleSchoolSet, type SchoolFilter } from '../../directory/public.ts'
import { nominationIntent } from '../emails/nomination-emails.ts'
import { type MissingReason, REFUSED } from './missing-rules.ts'

export type MissingFilter = Omit<SchoolFilter, 'ids'> & {
  readonly reason?: MissingReason | null
  /** Only schools whose newest link was sent on this day or before. */
  readonly sentBy?: Temporal.PlainDate | null
}

export type MissingSearch = { readonly filter: MissingFilter; readonly now: Temporal.Instant }

/**
 * Every eligible school without an induction tutor, with what is known and why, as a set for one query. Columns: those of the
 * directory's set, said_no, sent_at, opened_at, link_address and reason. The filter's own reason is for whoever uses the set. As it
 * is now: invitations ask it, and the list of staff is made of it (missing-list).
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

export const withReason = ({ reason }: MissingFilter) =>
  reason ? sql<boolean>`reason = ${reason}` : sql<boolean>`true`

export const sentBy = ({ sentBy: day }: MissingFilter) =>
  day ? sql<boolean>`sent_at < ${startOfDay(day.add({ days: 1 }))}::timestamptz` : sql<boolean>`true`
