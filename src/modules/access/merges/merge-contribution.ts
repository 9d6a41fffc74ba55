import type { Temporal } from '#src/kit/dates.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'

/** Two accounts that turn out to be one human's: the one that is kept, and the one that is gone afterwards. */
export type MergedPair = {
  readonly accounts: { readonly keep: string; readonly gone: string }
  /**
   * The two people of the directory that become one. Null when at most one of the accounts stands for a person yet: then no id
   * changes, and nothing that is filed under a person moves.
   */
  readonly people: { readonly keep: string; readonly gone: string } | null
}

/** One line of the preview: what both have, and what is left. */
export type MergeRow = {
  readonly what: string
  readonly keep: string
  readonly gone: string
  readonly after: string
}

/** Why the two cannot be made one as they stand, and what to do first. */
export type MergeConflict = { readonly what: string; readonly doFirst: string }

export type MergePreview = { readonly rows: readonly MergeRow[]; readonly conflicts: readonly MergeConflict[] }

/** What was moved, as JSON keeps it: ids, and what had to be remembered to put it back. Only whoever wrote it reads it. */
export type Moved = Readonly<Record<string, unknown>>

type Merging = { readonly pair: MergedPair; readonly now: Temporal.Instant }

/**
 * What one module does when two people turn out to be one. `src/main/compose.ts` names every module's, in the order in which they
 * run; undoing runs in the opposite order. All of it happens in one transaction, with both accounts and both people locked in the
 * order of their ids. `preview` is asked again there: a conflict that has come up since the page was shown stops the command.
 */
export type MergeContribution = {
  /** Under this name what was moved is kept: it never changes. */
  readonly name: string
  readonly preview: (reader: Reader, merging: Merging) => Promise<MergePreview>
  readonly move: (
    tx: Tx,
    merging: Merging,
  ) => Promise<{ readonly moved: Moved; readonly events?: readonly AuditEvent[] }>
  /** Puts back exactly what `move` moved, where it still is where it was moved to. */
  readonly undo: (
    tx: Tx,
    undoing: Merging & { readonly moved: Moved },
  ) => Promise<{ readonly events?: readonly AuditEvent[] }>
}
