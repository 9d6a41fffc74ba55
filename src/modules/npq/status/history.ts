import type { Actor } from '#src/kit/actor.ts'
import type { HistoryEntry } from '#src/platform/http/route.ts'

/**
 * History as the reader may see it. Staff see who and why. Whose registration it is reads "support" for staff, whose names and
 * reasons stay with staff, and "you" for themselves; which messages went to whom is left out, because some went to others.
 */
export const asTold = (history: readonly HistoryEntry[], actor: Actor): readonly HistoryEntry[] =>
  actor.may('support')
    ? history
    : history.filter(({ name }) => !name.startsWith('email.')).map((entry) => toOwner(entry, actor.name))

function toOwner(entry: HistoryEntry, ownName: string): HistoryEntry {
  if (entry.isByStaff) return { ...entry, by: 'support', reason: null }
  return { ...entry, by: entry.by === ownName ? 'you' : withoutToken(entry.by), reason: null }
}

/** Which of its systems a provider used is for it and for staff to know. */
const withoutToken = (by: string): string => by.replace(/ \(API token .*\)$/, '')
