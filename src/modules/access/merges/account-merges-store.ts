import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { MergedPair, Moved } from './merge-contribution.ts'
import type { MergedBecause } from './merge-events.ts'
import { undoUntil as lastMomentToUndo } from './merge-rules.ts'

type New = {
  readonly pair: MergedPair
  readonly because: MergedBecause
  /** What each contribution moved, under its name. */
  readonly moved: Readonly<Record<string, Moved>>
  readonly by: string | null
  readonly now: Temporal.Instant
}

/** The database refuses to merge an account away twice. */
export async function insertMerge(tx: Tx, { pair, because, moved, by, now }: New): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.account_merges')
    .values({
      id,
      kept_account_id: pair.accounts.keep,
      gone_account_id: pair.accounts.gone,
      kept_person_id: pair.people?.keep ?? null,
      gone_person_id: pair.people?.gone ?? null,
      because,
      moved: JSON.stringify(moved),
      merged_at: now,
      merged_by: by,
      undo_until: lastMomentToUndo(now),
    })
    .execute()
  return id
}

const MovedByName = z.record(z.string(), z.record(z.string(), z.unknown()))

/** The merge with all that it moved, held until the transaction ends. Taken after both accounts. */
export async function lockMerge(tx: Tx, mergeId: string) {
  const row = await tx
    .selectFrom('access.account_merges')
    .select(['id', 'kept_account_id', 'gone_account_id', 'kept_person_id', 'gone_person_id', 'moved'])
    .select('merged_at as mergedAt')
    .select(['undo_until as undoUntil', 'undone_at as undoneAt'])
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const { id, mergedAt, undoUntil, undoneAt, kept_person_id: keep, gone_person_id: gone } = row
  const pair: MergedPair = {
    accounts: { keep: row.kept_account_id, gone: row.gone_account_id },
    people: keep !== null && gone !== null ? { keep, gone } : null,
  }
  return { id, pair, mergedAt, undoUntil, undoneAt, moved: MovedByName.parse(row.moved) }
}

type Undone = { readonly mergeId: string; readonly by: string | null; readonly now: Temporal.Instant }

export const markMergeUndone = async (tx: Tx, { mergeId, by, now }: Undone) =>
  tx
    .updateTable('access.account_merges')
    .set({ undone_at: now, undone_by: by })
    .where('id', '=', mergeId)
    .where('undone_at', 'is', null)
    .execute()

export type LockedMerge = NonNullable<Awaited<ReturnType<typeof lockMerge>>>
