import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { lockAndMove, MOVE_REFUSALS, OfClaim } from '../payments/unpaid-claim.ts'
import { clawbackDropped } from './clawback-events.ts'
import { clawbacksOfClaim } from './clawbacks-queries.ts'
import { decide } from './clawbacks-store.ts'

/** Decides that nothing is taken back: the claim stays paid. */
export const dropClawback = command({
  name: 'claims.drop-clawback',
  input: OfClaim.extend({ because: z.string().trim().min(1).max(1_000) }),
  refusals: MOVE_REFUSALS,
  records: [clawbackDropped.name],
  async run(work, { because, ...input }) {
    const { tx, actor, now } = work
    const { claim, moved } = await lockAndMove(work, { ...input, policy: claimPolicy.pay, move: 'dropClawback' })
    const open = (await clawbacksOfClaim(tx, claim.id)).find(({ status }) => status === 'proposed')
    const by = { accountId: actor.accountId, name: actor.name }
    if (open) await decide(tx, { id: open.id, move: 'drop', by, because, now })
    const event = clawbackDropped.of(claimSubjects(claim), { moved, reference: claim.reference, because })
    return { value: { claimId: claim.id }, events: [event] }
  },
})
