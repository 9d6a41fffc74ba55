import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { type ClaimMove, type ClaimStatus, claimStates } from './claim-states.ts'

type Moves = {
  readonly move: ClaimMove
  /** A select of `claim_id` and, where the move notes one, `unpaid_reason` in this order. */
  readonly select: RawBuilder<unknown>
  readonly now: Temporal.Instant
  /** Columns that the move sets besides. */
  readonly also?: 'paid_at' | 'unpaid_reason'
}

/**
 * Makes the same move of many claims, which are locked, in one statement. Claims whose status does not allow it are left alone: who
 * calls compares the number that moved with the number that should. Events are the caller's.
 */
export async function moveClaims(
  tx: Tx,
  { move, select, now, also }: Moves,
): Promise<{ readonly moved: number; readonly after: ClaimStatus }> {
  const after = claimStates.table[move].to
  // `|| ''`: the claims are found by their ids. By a status that thousands have had for a moment only, of which the planner knows
  // nothing yet, it would go through all of them for each (bin/bench claims).
  const { numAffectedRows } = await sql`
    update claims.claims as claim set status = ${after}, moved_at = ${now}, revision = claim.revision + 1 ${besides(also, now)}
    from (${select}) as given
    where claim.id = given.claim_id and claim.status || '' = any(${[...claimStates.from(move)]}::text[])`.execute(tx)
  return { moved: Number(numAffectedRows ?? 0n), after }
}

function besides(also: Moves['also'], now: Temporal.Instant): RawBuilder<unknown> {
  if (also === 'paid_at') return sql`, paid_at = ${now}, unpaid_reason = null`
  return also === 'unpaid_reason' ? sql`, unpaid_reason = given.unpaid_reason` : sql``
}
