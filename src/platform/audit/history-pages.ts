import type { HistoryEntry } from '../http/route.ts'

/** A page of a history holds this many entries; a full one may not be the last. */
export const HISTORY_PAGE = 50

/** The entry that a `?before=` names; anything else begins at the newest. */
export const historyBefore = (asked: string | undefined): number | undefined =>
  asked !== undefined && /^[1-9][0-9]{0,14}$/.test(asked) ? Number(asked) : undefined

/** The address of what came before the entries shown, or null when these are all. */
export function earlierHistory(path: string, history: readonly Pick<HistoryEntry, 'id'>[]): string | null {
  const last = history.at(-1)
  return last && history.length === HISTORY_PAGE ? `${path}?before=${last.id}` : null
}
