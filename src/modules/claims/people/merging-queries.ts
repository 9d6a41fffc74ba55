import { sql } from 'kysely'
import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

export type Pair = { readonly keep: string; readonly gone: string }

/** What two people have in claims. */
export type MentorFacts = {
  readonly schools: readonly string[]
  readonly claims: readonly string[]
}

/** The schools that have somebody as a mentor, and the claims with them that were not discarded. One query. */
export async function mentorFacts(reader: Reader, personId: string): Promise<MentorFacts> {
  const { rows } = await sql<{ schools: string[]; claims: string[] }>`
    select array(
      select distinct school_id::text from claims.school_mentors where person_id = ${personId} and removed_at is null
    ) as schools, array(
      select claim.reference from claims.claim_lines as line join claims.claims as claim on claim.id = line.claim_id
      where line.person_id = ${personId} and claim.status <> 'discarded' order by claim.created_at
    ) as claims`.execute(reader)
  return rows[0] ?? { schools: [], claims: [] }
}

/** Claims on which both are: one person is on a claim once. One query. */
export async function claimsWithBoth(reader: Reader, { keep, gone }: Pair): Promise<readonly string[]> {
  const { rows } = await sql<{ reference: string }>`
    select claim.reference from claims.claims as claim
    where exists (select from claims.claim_lines where claim_id = claim.id and person_id = ${keep})
      and exists (select from claims.claim_lines where claim_id = claim.id and person_id = ${gone})
    order by claim.reference`.execute(reader)
  return rows.map(({ reference }) => reference)
}

/** Hours that are too many for one person, of one provider in one year. */
export type TooMany = {
  readonly providerId: string
  readonly year: AcademicYear
  readonly hours: number
  readonly cap: number
  readonly references: readonly string[]
}

/**
 * Where both hold hours with the same provider in the same year and together more than one person may. Drafts whose time is over
 * do not count. One query.
 */
export async function hoursTooMany(
  reader: Reader,
  { keep, gone }: Pair,
  now: Temporal.Instant,
): Promise<readonly TooMany[]> {
  const { rows } = await sql<TooMany>`
    select held.provider_id as "providerId", held.academic_year as year, sum(held.hours)::int as hours,
      max(allowance.cap)::int as cap, array_agg(distinct claim.reference order by claim.reference) as references
    from claims.held_hours as held
    join claims.allowances as allowance using (person_id, provider_id, academic_year)
    join claims.claim_lines as line on line.id = held.line_id join claims.claims as claim on claim.id = line.claim_id
    where held.person_id in (${keep}, ${gone}) and (held.until is null or held.until > ${now})
    group by held.provider_id, held.academic_year
    having sum(held.hours) > max(allowance.cap) order by 2, 1`.execute(reader)
  return rows
}
