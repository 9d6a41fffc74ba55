import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Money } from '#src/kit/money.ts'
import { demand, type Policy } from '#src/kit/policy.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { type Claim, ClaimId } from '../claims/claim.ts'
import type { ClaimMove, ClaimStatus } from '../claims/claim-states.ts'
import { lockClaim, moveClaim } from '../claims/claims-store.ts'

/** `seen`: the revision that the page showed. */
export const OfClaim = z.object({ claimId: ClaimId, seen: z.int() })

/** Why staff cannot do it: the claim moved while they looked at it, or it is not where this can be done. */
export const MOVE_REFUSALS = ['changed-since', 'not-possible'] as const

type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly refuse: (code: (typeof MOVE_REFUSALS)[number] | 'not-found', facts?: Record<string, unknown>) => never
}

type Asked = z.output<typeof OfClaim> & {
  readonly policy: Policy<Claim>
  readonly move: ClaimMove
  readonly also?: { readonly unpaid_reason?: string | null }
}

export type Moved = {
  readonly claim: Claim
  readonly amount: Money
  readonly moved: { readonly before: ClaimStatus; readonly after: ClaimStatus }
}

/** Locks a claim, asks whether the actor may, and makes the move; refuses where somebody came first. */
export async function lockAndMove({ tx, actor, now, refuse }: Work, asked: Asked): Promise<Moved> {
  const claim = await lockClaim(tx, asked.claimId)
  if (claim === null || claim.submitted === null) return refuse('not-found')
  demand(asked.policy(actor, claim))
  if (claim.revision !== asked.seen) return refuse('changed-since', { status: claim.status })
  const moved = await moveClaim(tx, { claim, move: asked.move, now, ...(asked.also ? { also: asked.also } : {}) })
  if (moved === null) return refuse('not-possible', { status: claim.status })
  return { claim, amount: claim.submitted.amount, moved }
}
