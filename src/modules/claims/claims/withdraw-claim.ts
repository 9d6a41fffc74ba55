import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { letGoHours } from '../allowance/held-hours-store.ts'
import { addToLedger } from '../ledger/ledger-store.ts'
import { ClaimId } from './claim.ts'
import { claimWithdrawn } from './claim-events.ts'
import { claimPolicy } from './claim-policy.ts'
import { claimSubjects } from './claim-subjects.ts'
import { lockClaim, moveClaim } from './claims-store.ts'
import { tellWithdrawal } from './tell-changes.ts'

/**
 * Takes back a claim that was sent, until it stands in a batch for the payer: its hours can be claimed again and nothing is asked
 * for it any more. What it was worth stays in its row and its ledger.
 */
export const withdrawClaim = command({
  name: 'claims.withdraw-claim',
  input: z.object({ claimId: ClaimId, seen: z.int(), because: z.string().trim().min(1).max(500) }),
  refusals: ['changed-since', 'in-a-batch'],
  records: [claimWithdrawn.name],
  async run({ tx, actor, now, baseUrl, refuse }, { claimId, seen, because }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    demand(claimPolicy.claimantOrSupport(actor, claim))
    if (claim.revision !== seen) return refuse('changed-since', { status: claim.status })
    if (await isInBatch(tx, claimId)) return refuse('in-a-batch')
    const moved = await moveClaim(tx, { claim, move: 'withdraw', now })
    if (moved === null || claim.submitted === null) return refuse('changed-since', { status: claim.status })
    await letGoHours(tx, claimId)
    const { amount } = claim.submitted
    await addToLedger(tx, [{ claimId, kind: 'released', amount, now }])
    return {
      value: { claimId },
      events: [
        claimWithdrawn.of(claimSubjects(claim), { reference: claim.reference, pence: amount, reason: because, moved }),
      ],
      send: await tellWithdrawal(tx, { claim, submitted: claim.submitted, because, byName: actor.name, baseUrl }),
    }
  },
})

/** Whether it stands in a batch that is prepared or sent and not answered. Who prepares one locks its claims first. */
async function isInBatch(tx: Tx, claimId: string): Promise<boolean> {
  const item = await tx
    .selectFrom('claims.batch_items')
    .select('batch_id')
    .where('claim_id', '=', claimId)
    .where('outcome', '=', 'waiting')
    .executeTakeFirst()
  return item !== undefined
}
