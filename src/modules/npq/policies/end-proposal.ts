import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { draftDiscarded, proposalTakenBack } from './proposal-events.ts'
import { proposalPolicy } from './proposal-policy.ts'
import { proposalStates } from './proposal-states.ts'
import { lockProposal, saveEnded } from './proposals-store.ts'

/** Its author takes a proposal back before anybody decided, to change it or give it up. */
export const takeBackProposal = command({
  name: 'npq.take-back-funding-proposal',
  input: z.object({ proposalId: z.uuid() }),
  refusals: ['no-longer-proposed'],
  records: [proposalTakenBack.name],
  async run({ tx, actor, refuse }, { proposalId }) {
    const proposal = (await lockProposal(tx, proposalId)) ?? refuse('not-found')
    demand(proposalPolicy.write(actor, proposal))
    if (proposalStates.move('takeBack', proposal.status) === null) refuse('no-longer-proposed')
    await saveEnded(tx, proposalId, 'takeBack')
    const event = proposalTakenBack.of([{ kind: 'funding-policy', id: proposalId }], { cohort: proposal.cohort })
    return { value: { proposalId }, events: [event] }
  },
})

/** Its author gives a draft up. */
export const discardDraft = command({
  name: 'npq.discard-funding-draft',
  input: z.object({ proposalId: z.uuid() }),
  refusals: ['not-a-draft'],
  records: [draftDiscarded.name],
  async run({ tx, actor, refuse }, { proposalId }) {
    const proposal = (await lockProposal(tx, proposalId)) ?? refuse('not-found')
    demand(proposalPolicy.write(actor, proposal))
    if (proposalStates.move('discard', proposal.status) === null) refuse('not-a-draft')
    await saveEnded(tx, proposalId, 'discard')
    const event = draftDiscarded.of([{ kind: 'funding-policy', id: proposalId }], { cohort: proposal.cohort })
    return { value: { proposalId }, events: [event] }
  },
})
