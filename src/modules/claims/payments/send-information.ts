import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { informationSent } from './payment-events.ts'
import { lockAndMove, MOVE_REFUSALS, OfClaim } from './unpaid-claim.ts'

/** Notes that the payer was sent what it asked for. It then pays by a later answer, or the claim goes with another batch. */
export const sendInformation = command({
  name: 'claims.send-information',
  input: OfClaim,
  refusals: [...MOVE_REFUSALS, 'no-reason'],
  records: [informationSent.name],
  async run(work, input) {
    const { claim, amount, moved } = await lockAndMove(work, {
      ...input,
      policy: claimPolicy.pay,
      move: 'sendInformation',
    })
    if (work.process.reason === null) return work.refuse('no-reason')
    const event = informationSent.of(claimSubjects(claim), { moved, reference: claim.reference, pence: amount })
    return { value: { claimId: claim.id }, events: [event] }
  },
})
