import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ClaimYear } from '../years/claim-year.ts'
import { type Allowance, allowance } from './allowance-rules.ts'

type Asked = {
  readonly personIds: readonly string[]
  readonly providerIds: readonly string[]
  readonly year: ClaimYear
  readonly now: Temporal.Instant
  /** A claim whose own hours do not count: the one that is being changed. */
  readonly without?: string | null
}

type HeldRow = {
  readonly personId: string
  readonly providerId: string
  readonly held: number
  readonly earlier: number
}

/**
 * What is left for each of the mentors with each of the providers, by `allowanceKey`. Drafts whose time is over do not count.
 * One query, however many are asked for.
 */
export async function allowancesOf(reader: Reader, asked: Asked): Promise<ReadonlyMap<string, Allowance>> {
  const rows = await heldRows(reader, asked)
  const found = new Map(rows.map((row) => [allowanceKey(row), row]))
  const pairs = asked.personIds.flatMap((personId) => asked.providerIds.map((providerId) => ({ personId, providerId })))
  return new Map(
    pairs.map((pair) => {
      const row = found.get(allowanceKey(pair))
      const facts = { year: asked.year, hoursInEarlierYears: row?.earlier ?? 0, held: row?.held ?? 0 }
      return [allowanceKey(pair), allowance(facts)]
    }),
  )
}

/** What one mentor's training with one provider is known by. */
export const allowanceKey = ({ personId, providerId }: { readonly personId: string; readonly providerId: string }) =>
  `${personId} ${providerId}`

async function heldRows(reader: Reader, { personIds, providerIds, year, now, without = null }: Asked) {
  if (personIds.length === 0 || providerIds.length === 0) return []
  const { rows } = await sql<HeldRow>`
    select held.person_id as "personId", held.provider_id as "providerId",
      coalesce(sum(held.hours) filter (where held.academic_year = ${year.year}
        and (held.until is null or held.until > ${now}) and line.claim_id is distinct from ${without}), 0)::int as held,
      coalesce(sum(held.hours) filter (where held.academic_year < ${year.year} and held.until is null), 0)::int as earlier
    from claims.held_hours as held join claims.claim_lines as line on line.id = held.line_id
    where held.person_id = any(${[...personIds]}::uuid[]) and held.provider_id = any(${[...providerIds]}::uuid[])
      and held.academic_year <= ${year.year}
    group by held.person_id, held.provider_id`.execute(reader)
  return rows
}
