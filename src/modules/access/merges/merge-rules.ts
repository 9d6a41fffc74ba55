import { Temporal } from '#src/kit/dates.ts'

/** How long two accounts that became one can be taken apart again. Our own figure: a month, by when providers have read the new id. */
export const MERGE_UNDO_DAYS = 30

export const undoUntil = (mergedAt: Temporal.Instant): Temporal.Instant => mergedAt.add({ hours: MERGE_UNDO_DAYS * 24 })

type Merge = { readonly undoUntil: Temporal.Instant; readonly undoneAt: Temporal.Instant | null }

export const canUndoMerge = (merge: Merge, now: Temporal.Instant): boolean =>
  merge.undoneAt === null && Temporal.Instant.compare(now, merge.undoUntil) < 0

/** A live role of one of two accounts. */
export type HeldRole = {
  readonly membershipId: string
  readonly organisationId: string
  readonly role: string
  /** Ends by itself: on a day, or when DfE Sign-in no longer says so. */
  readonly lapses: boolean
}

/**
 * The roles that end because both accounts have them: of each two the one that lapses by itself, so that nobody loses what was
 * given for good; else the one of the account that goes.
 */
export const duplicatesToEnd = (keep: readonly HeldRole[], gone: readonly HeldRole[]): readonly string[] =>
  gone.flatMap((other) => {
    const same = keep.find((own) => own.organisationId === other.organisationId && own.role === other.role)
    if (!same) return []
    return [same.lapses && !other.lapses ? same.membershipId : other.membershipId]
  })
