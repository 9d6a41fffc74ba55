import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { organisationNames } from '../../directory/public.ts'
import { allowanceKey, allowancesOf } from '../allowance/allowance-queries.ts'
import type { Allowance } from '../allowance/allowance-rules.ts'
import type { ClaimYear } from '../years/claim-year.ts'

/** A mentor's hours with one provider in a year. */
export type HoursWithProvider = {
  readonly personId: string
  readonly providerId: string
  readonly provider: string
  readonly allowance: Allowance
  /** Of the hours that are used, those of claims of this school. The rest is at others, which are not named. */
  readonly here: number
  /** The last earlier year in which hours with the provider were claimed: why this year is a refresher. */
  readonly earlierYear: number | null
}

type Asked = {
  readonly schoolId: string
  readonly personIds: readonly string[]
  readonly year: ClaimYear
  readonly now: Temporal.Instant
}

type Pair = Pick<HoursWithProvider, 'personId' | 'providerId' | 'here' | 'earlierYear'> & { readonly held: number }

/**
 * Every mentor × provider that has hours in the year, or had some before. With any provider that is not among them a mentor has all
 * hours of initial training left. Three queries, however many mentors.
 */
export async function hoursOfMentors(reader: Reader, asked: Asked): Promise<readonly HoursWithProvider[]> {
  const pairs = await pairsOf(reader, asked)
  const providerIds = [...new Set(pairs.map(({ providerId }) => providerId))]
  const allowances = await allowancesOf(reader, { ...asked, providerIds })
  const names = await organisationNames(reader, providerIds)
  return pairs.flatMap(({ held, ...pair }) => {
    const allowance = allowances.get(allowanceKey(pair))
    const isWorthARow = held > 0 || pair.earlierYear !== null
    return allowance && isWorthARow
      ? [{ ...pair, allowance, provider: names.get(pair.providerId)?.name ?? 'A provider' }]
      : []
  })
}

async function pairsOf(reader: Reader, { schoolId, personIds, year, now }: Asked): Promise<readonly Pair[]> {
  if (personIds.length === 0) return []
  const counts = sql`held.academic_year = ${year.year} and (held.until is null or held.until > ${now})`
  const { rows } = await sql<Pair>`
    select held.person_id as "personId", held.provider_id as "providerId",
      coalesce(sum(held.hours) filter (where ${counts}), 0)::int as held,
      coalesce(sum(held.hours) filter (where ${counts} and claim.school_id = ${schoolId}), 0)::int as here,
      max(held.academic_year) filter (where held.academic_year < ${year.year} and held.until is null) as "earlierYear"
    from claims.held_hours as held
    join claims.claim_lines as line on line.id = held.line_id join claims.claims as claim on claim.id = line.claim_id
    where held.person_id = any(${[...personIds]}::uuid[]) and held.academic_year <= ${year.year}
    group by held.person_id, held.provider_id order by 1, 2`.execute(reader)
  return rows
}
