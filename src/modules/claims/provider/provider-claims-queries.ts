import { type RawBuilder, sql } from 'kysely'
import type { AcademicYear } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { Claim } from '../claims/claim.ts'
import { claimQuery } from '../claims/claim-search-rules.ts'
import { CLAIM_STATUSES, type ClaimStatus } from '../claims/claim-states.ts'
import { claimsById } from '../claims/claims-queries.ts'

/** What a provider looks for among the claims that name it. */
export type ProviderSearch = {
  readonly providerId: string
  readonly year: AcademicYear
  readonly text: string
  readonly status: ClaimStatus | null
}

/** Statuses that a provider can see: a claim is its business from the day it was sent. */
export const SEEN_STATUSES = CLAIM_STATUSES.filter((status) => status !== 'draft' && status !== 'discarded')

const fitting = ({ providerId, year, text, status }: ProviderSearch): RawBuilder<unknown> => {
  const query = claimQuery(text)
  return sql`claim.provider_id = ${providerId} and claim.academic_year = ${year} and claim.submitted_at is not null
    ${status === null ? sql`` : sql`and claim.status = ${status}`}
    ${query === null ? sql`` : sql`and claim.search_words @@ ${query}::tsquery`}`
}

/** How many claims fit. One query. */
export async function countProviderClaims(reader: Reader, search: ProviderSearch): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from claims.claims as claim where ${fitting(search)}`.execute(reader)
  return Number(rows[0]?.count ?? 0)
}

/** How many mentors the claims that fit have. One query. */
export async function countProviderMentors(reader: Reader, search: ProviderSearch): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from claims.claims as claim
    join claims.claim_lines as line on line.claim_id = claim.id where ${fitting(search)}`.execute(reader)
  return rows[0]?.count ?? 0
}

type Part = { readonly offset: number; readonly limit: number }

/** The claims that fit with their mentors, the newest first. Three queries. */
export async function providerClaims(
  reader: Reader,
  search: ProviderSearch,
  { offset, limit }: Part,
): Promise<readonly Claim[]> {
  const { rows } = await sql<{ id: string }>`
    select claim.id from claims.claims as claim where ${fitting(search)}
    order by claim.submitted_at desc, claim.id limit ${limit} offset ${offset}`.execute(reader)
  return claimsById(
    reader,
    rows.map(({ id }) => id),
  )
}

/** A school that a provider knows and that has sent no claim naming it. */
export type SilentSchool = {
  readonly urn: string | null
  readonly name: string
  /** The year of its last claim that names the provider; null where only the provider's own records name the school. */
  readonly lastYear: AcademicYear | null
  /** Mentors whose hours the provider's records have at the school. */
  readonly mentors: number
}

/**
 * Schools that claimed with the provider in an earlier year, or that its own records of this year name, and that have no claim for
 * this year that counts. By name, 1,000 at most. One query.
 */
export async function silentSchools(
  reader: Reader,
  { providerId, year }: Pick<ProviderSearch, 'providerId' | 'year'>,
): Promise<readonly SilentSchool[]> {
  const { rows } = await sql<SilentSchool>`
    with before as (
      select claim.school_urn as urn, max(claim.school_name) as name, max(claim.academic_year) as year
      from claims.claims as claim
      where claim.provider_id = ${providerId} and claim.academic_year < ${year} and claim.submitted_at is not null
      group by claim.school_urn
    ), recorded as (
      select hours.school_urn as urn, count(distinct hours.trn) as mentors from claims.provider_hours as hours
      where hours.provider_id = ${providerId} and hours.academic_year = ${year} and hours.school_urn is not null
        and hours.file_id = (${newestRecords(providerId, year)})
      group by hours.school_urn
    ), known as (select urn from before union select urn from recorded)
    select known.urn, coalesce(before.name, 'School with URN ' || known.urn) as name, before.year as "lastYear",
      coalesce(recorded.mentors, 0)::int as mentors
    from known left join before on before.urn is not distinct from known.urn
    left join recorded on recorded.urn is not distinct from known.urn
    where not exists (
      select from claims.claims as claim where claim.provider_id = ${providerId} and claim.academic_year = ${year}
        and claim.submitted_at is not null and claim.status not in ('withdrawn', 'not-paid')
        and claim.school_urn is not distinct from known.urn
    )
    order by name, urn limit 1000`.execute(reader)
  return rows
}

/** The file of a provider's records of a year that counts: its newest. */
export const newestRecords = (providerId: string, year: AcademicYear): RawBuilder<unknown> => sql`
  select file.id from claims.files as file
  where file.kind = 'provider-hours' and file.organisation_id = ${providerId}
    and exists (select from claims.provider_hours as own where own.file_id = file.id and own.academic_year = ${year})
  order by file.made_at desc, file.id desc limit 1`
