import type { Reader } from '#src/platform/db/database.ts'

/** How many claims were submitted in a window. */
export async function claimsInWindow(reader: Reader, windowId: string): Promise<number> {
  return (await claimsByWindow(reader)).get(windowId) ?? 0
}

/** How many claims were submitted in each window. One query for all. */
export async function claimsByWindow(reader: Reader): Promise<ReadonlyMap<string, number>> {
  const rows = await reader
    .selectFrom('claims.claims')
    .select(({ fn }) => ['window_id', fn.countAll<number>().as('count')])
    .where('window_id', 'is not', null)
    .groupBy('window_id')
    .execute()
  return new Map(rows.map(({ window_id, count }) => [window_id ?? '', count]))
}
