import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { claimQueuedAgain } from './payment-events.ts'
import { lockAndMove, MOVE_REFUSALS, OfClaim } from './unpaid-claim.ts'

/** What was wrong is put right: the claim goes to the payer with the next batch of its window. */
export const sendAgain = command({
  name: 'claims.send-again',
  input: OfClaim,
  refusals: [...MOVE_REFUSALS, 'no-reason'],
  records: [claimQueuedAgain.name],
  async run(work, input) {
    const asked = { ...input, policy: claimPolicy.pay, move: 'sendAgain', also: { unpaid_reason: null } } as const
    const { claim, amount, moved } = await lockAndMove(work, asked)
    if (work.process.reason === null) return work.refuse('no-reason')
    const event = claimQueuedAgain.of(claimSubjects(claim), { moved, reference: claim.reference, pence: amount })
    return { value: { claimId: claim.id }, events: [event] }
  },
})
