import type { Reader } from '#src/platform/db/database.ts'
import type { Claim } from './claim.ts'
import { claimFrom } from './claim-row.ts'
import type { ClaimRow, LineRow } from './claim-rows.ts'

/** A claim with its mentors in order; null where there is none. Two queries. */
export async function claimById(reader: Reader, id: string): Promise<Claim | null> {
  const row = await reader.selectFrom('claims.claims').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? ((await withLines(reader, [row]))[0] ?? null) : null
}

/** The claim of a reference; null where there is none. Two queries. */
export async function claimByReference(reader: Reader, reference: string): Promise<Claim | null> {
  const row = await reader.selectFrom('claims.claims').selectAll().where('reference', '=', reference).executeTakeFirst()
  return row ? ((await withLines(reader, [row]))[0] ?? null) : null
}

/** Claims by id, in the order of the ids. Two queries. */
export async function claimsById(reader: Reader, ids: readonly string[]): Promise<readonly Claim[]> {
  if (ids.length === 0) return []
  const rows = await reader
    .selectFrom('claims.claims')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute()
  const found = new Map((await withLines(reader, rows)).map((claim) => [String(claim.id), claim]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** Rows of claims with their mentors. One query. */
export async function withLines(reader: Reader, rows: readonly ClaimRow[]): Promise<readonly Claim[]> {
  if (rows.length === 0) return []
  const lines = await reader
    .selectFrom('claims.claim_lines')
    .selectAll()
    .where(
      'claim_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('claim_id')
    .orderBy('position')
    .execute()
  const byClaim = Map.groupBy<string, LineRow>(lines, ({ claim_id }) => claim_id)
  return rows.map((row) => claimFrom(row, byClaim.get(row.id) ?? []))
}
