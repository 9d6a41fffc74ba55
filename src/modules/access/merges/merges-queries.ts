import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

/** Two accounts that became one, as pages show it. */
export type AccountMerge = {
  readonly id: string
  readonly keep: string
  readonly keptName: string
  readonly gone: string
  readonly goneName: string
  readonly because: string
  readonly mergedAt: Temporal.Instant
  readonly by: string | null
  readonly undoUntil: Temporal.Instant
  readonly undoneAt: Temporal.Instant | null
  readonly undoneBy: string | null
}

export const mergeById = async (reader: Reader, id: string): Promise<AccountMerge | null> =>
  (await merges(reader).where('merge.id', '=', id).executeTakeFirst()) ?? null

/** The merges that stand and that an account had part in, the newest first. */
export const mergesOf = async (reader: Reader, accountId: string): Promise<readonly AccountMerge[]> =>
  merges(reader)
    .where((where) =>
      where.or([where('merge.kept_account_id', '=', accountId), where('merge.gone_account_id', '=', accountId)]),
    )
    .where('merge.undone_at', 'is', null)
    .orderBy('merge.merged_at', 'desc')
    .limit(MOST)
    .execute()

/** The merge by which one of the accounts became part of another; null for accounts of their own. */
export const mergedAway = async (reader: Reader, ...accountIds: readonly string[]): Promise<AccountMerge | null> =>
  (await merges(reader)
    .where('merge.gone_account_id', 'in', [...accountIds])
    .where('merge.undone_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) ?? null

const MOST = 20

const merges = (reader: Reader) =>
  reader
    .selectFrom('access.account_merges as merge')
    .innerJoin('access.accounts as kept', 'kept.id', 'merge.kept_account_id')
    .innerJoin('access.accounts as other', 'other.id', 'merge.gone_account_id')
    .leftJoin('access.accounts as merger', 'merger.id', 'merge.merged_by')
    .leftJoin('access.accounts as undoer', 'undoer.id', 'merge.undone_by')
    .select(['merge.id', 'kept.id as keep', 'kept.name as keptName', 'other.id as gone', 'other.name as goneName'])
    .select(['merge.because', 'merge.merged_at as mergedAt', 'merger.name as by', 'merge.undo_until as undoUntil'])
    .select(['merge.undone_at as undoneAt', 'undoer.name as undoneBy'])

type Later = { readonly accountId: string; readonly after: Temporal.Instant }

/** A later merge that stands and that the account had part in: the last is undone first. */
export const laterMerge = async (reader: Reader, { accountId, after }: Later): Promise<AccountMerge | null> =>
  (await merges(reader)
    .where((where) =>
      where.or([where('merge.kept_account_id', '=', accountId), where('merge.gone_account_id', '=', accountId)]),
    )
    .where('merge.undone_at', 'is', null)
    .where('merge.merged_at', '>', after)
    .orderBy('merge.merged_at', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null
