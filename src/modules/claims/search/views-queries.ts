import type { Reader } from '#src/platform/db/database.ts'

/** How a member of staff looks at claims, by a name of theirs. */
export type SavedView = { readonly id: string; readonly name: string; readonly query: string }

/** Somebody's own views, by name. */
export const viewsOf = (reader: Reader, accountId: string): Promise<readonly SavedView[]> =>
  reader
    .selectFrom('claims.saved_views')
    .select(['id', 'name', 'query'])
    .where('account_id', '=', accountId)
    .orderBy('name')
    .execute()
