import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'

type Added = {
  readonly schoolIds: readonly string[]
  readonly year: number
  readonly source: string
  readonly now: Temporal.Instant
}

/** Puts schools on the list of a year; one that was taken off is on it again. Answers those that were not on it. One statement. */
export async function addEligible(tx: Tx, { schoolIds, year, source, now }: Added): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into claims.eligible_schools as listed (school_id, academic_year, source, added_at)
    select id, ${year}, ${source}, ${now} from unnest(${[...new Set(schoolIds)].toSorted()}::uuid[]) as ids (id)
    on conflict (school_id, academic_year) do update
      set source = excluded.source, added_at = excluded.added_at, removed_at = null where listed.removed_at is not null
    returning school_id as id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Takes a school off the list; answers whether it was on it. */
export async function removeEligible(
  tx: Tx,
  { schoolId, year, now }: { readonly schoolId: string; readonly year: number; readonly now: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('claims.eligible_schools')
    .set({ removed_at: now })
    .where('school_id', '=', schoolId)
    .where('academic_year', '=', year)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
