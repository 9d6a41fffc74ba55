import { Temporal } from '#src/kit/dates.ts'

/** How long a corrected address can be put back. Source: the desk's rule for replaced tutors, seven days (support desk, action A2). */
export const CORRECTION_UNDO_DAYS = 7

export const canUndoCorrection = (correctedAt: Temporal.Instant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(now, correctedAt.add({ hours: CORRECTION_UNDO_DAYS * 24 })) < 0

/** Longest reason, in characters: a few sentences. */
export const LONGEST_REASON = 500

type Dated = {
  readonly id: string
  readonly address: string
  readonly addedAt: Temporal.Instant
  readonly removedAt: Temporal.Instant | null
}

/** An address in use that took another's place, with the one before: a correction ends the one and begins the other at one moment. */
export function correctionOf<Address extends Dated>(
  addresses: readonly Address[],
  addressId: string,
): { readonly before: Address; readonly after: Address } | null {
  const after = addresses.find(({ id, removedAt }) => id === addressId && removedAt === null)
  const before = after && addresses.find(({ removedAt }) => removedAt?.equals(after.addedAt))
  return after && before ? { before, after } : null
}
