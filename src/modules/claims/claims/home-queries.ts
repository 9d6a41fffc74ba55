import { sql } from 'kysely'
import { type AcademicYear, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { trustsOfSchoolsSet } from '../../directory/public.ts'

type At = { readonly organisationIds: readonly string[]; readonly now: Temporal.Instant }

/** What is left to do about claims at schools, counted. */
export type SchoolsToDo = {
  /** Of the window that is open today; null while none is. */
  readonly year: AcademicYear | null
  readonly lastDay: Temporal.PlainDate | null
  /** Of the schools, those that may claim this year, and of those the ones without a claim that was sent. */
  readonly listed: number
  readonly notSent: number
  /** Whether there are conditions for the year that none of those who may accept them has accepted. */
  readonly mustAccept: boolean
  readonly mentors: number
  readonly drafts: number
  readonly requests: number
  readonly requestDue: Temporal.PlainDate | null
  readonly replies: number
  readonly replyDue: Temporal.PlainDate | null
}

/** Over all of the schools together. The conditions count as accepted by one of `acceptedBy`, or by a trust of the schools. One query. */
export async function schoolsToDo(
  reader: Reader,
  { organisationIds, now, acceptedBy }: At & { readonly acceptedBy: readonly string[] },
): Promise<SchoolsToDo> {
  const ids = sql`any(${[...organisationIds]}::uuid[])`
  const { rows } = await sql<SchoolsToDo>`
    with counts as (
      select (select academic_year from claims.windows where period @> ${londonDate(now)}::date) as year,
        (select upper(period) - 1 from claims.windows where period @> ${londonDate(now)}::date) as last_day
    ), listed as (
      select school_id from claims.eligible_schools, counts
      where school_id = ${ids} and academic_year = counts.year and removed_at is null
    ), words as (
      select version from claims.grant_conditions, counts
      where academic_year = counts.year and in_force_from <= ${now} order by in_force_from desc limit 1
    )
    select counts.year, counts.last_day as "lastDay", (select count(*)::int from listed) as listed,
      (select count(*)::int from listed where not exists (
        select from claims.claims as claim where claim.school_id = listed.school_id and claim.academic_year = counts.year
          and claim.submitted_at is not null and claim.status <> 'withdrawn'
      )) as "notSent",
      exists (select from words where not exists (
        select from claims.conditions_acceptances as accepted where accepted.version = words.version
          and (accepted.organisation_id = any(${[...acceptedBy]}::uuid[])
            or accepted.organisation_id in ${trustsOfSchoolsSet(organisationIds, londonDate(now))}) and accepted.taken_back_at is null
      )) as "mustAccept",
      (select count(*)::int from claims.school_mentors where school_id = ${ids} and removed_at is null) as mentors,
      (select count(*)::int from claims.claims where school_id = ${ids} and status = 'draft') as drafts,
      asked.count as requests, asked.due as "requestDue", disagrees.count as replies, disagrees.due as "replyDue"
    from counts, lateral (
      select count(*)::int as count, min(due_on) as due from claims.information_requests
      where organisation_id = ${ids} and status = 'open'
    ) as asked, lateral (
      select count(*)::int as count, min(audited.school_due_on) as due
      from claims.claims as claim join claims.audit_claims as audited on audited.claim_id = claim.id
      where claim.school_id = ${ids} and claim.status = 'provider-disagrees'
        and audited.school_replied_at is null and audited.decided_at is null
    ) as disagrees`.execute(reader)
  const [row] = rows
  if (!row) throw new Error('counts are always a row')
  return row
}

export type ProviderToDo = {
  readonly audits: number
  readonly auditDue: Temporal.PlainDate | null
  readonly requests: number
  readonly requestDue: Temporal.PlainDate | null
}

/** What a provider is asked for. One query. */
export async function providerToDo(reader: Reader, providerId: string): Promise<ProviderToDo> {
  const { rows } = await sql<ProviderToDo>`
    select audit.count as audits, audit.due as "auditDue", asked.count as requests, asked.due as "requestDue"
    from (
      select count(*)::int as count, min(due_on) as due from claims.audits
      where provider_id = ${providerId} and closed_at is null
    ) as audit, (
      select count(*)::int as count, min(due_on) as due from claims.information_requests
      where organisation_id = ${providerId} and status = 'open'
    ) as asked`.execute(reader)
  return rows[0] ?? { audits: 0, auditDue: null, requests: 0, requestDue: null }
}
