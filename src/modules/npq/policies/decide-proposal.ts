import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { rulesApproved, rulesRefused } from './proposal-events.ts'
import { proposalPolicy } from './proposal-policy.ts'
import { hasPassed, whyNotApproved } from './proposal-rules.ts'
import { proposalStates } from './proposal-states.ts'
import { lockProposal, saveApproved, saveRefused } from './proposals-store.ts'
import { proposedAgainst } from './proposed-against-queries.ts'
import { passedTrial } from './trial-rules.ts'
import { versionNamed } from './version-name-rules.ts'

/**
 * A second person makes proposed rules count. Everything that the proposal showed is looked at again: refused when its moment has
 * passed, when other rules came in between, or when a newer table of cases is not decided as it expects. What was decided by
 * earlier rules stays as it is.
 */
export const approveRules = command({
  name: 'npq.approve-funding-rules',
  input: z.object({ proposalId: z.uuid() }),
  refusals: [
    ...(['no-longer-proposed', 'reason-needed', 'moment-passed', 'moment-taken'] as const),
    ...(['rules-changed-meanwhile', 'no-cases', 'cases-differ'] as const),
  ],
  records: [rulesApproved.name],
  async run({ tx, actor, process, now, refuse }, { proposalId }) {
    const proposal = (await lockProposal(tx, proposalId)) ?? refuse('not-found')
    demand(proposalPolicy.decide(actor, proposal))
    const decidedBy = actor.accountId ?? refuse('not-allowed')
    const because = process.reason ?? refuse('reason-needed')
    if (proposalStates.move('approve', proposal.status) === null) refuse('no-longer-proposed')
    if (hasPassed(proposal, now)) refuse('moment-passed')
    const inForceFrom = proposal.inForceFrom ?? now
    const against = await proposedAgainst(tx, proposal, inForceFrom)
    const whyNot = whyNotApproved(against, proposal)
    if (whyNot) refuse(whyNot)
    const version = versionNamed(inForceFrom, against.names)
    const trial = passedTrial(against.trial)
    const { runId } = trial
    await saveApproved(tx, { id: proposalId, proposal, version, inForceFrom, runId, decidedBy, because, now })
    const { cohort, comparedWith: replaces } = proposal
    const event = rulesApproved.of(
      [
        { kind: 'funding-policy', id: proposalId },
        { kind: 'cohort', id: cohort },
      ],
      {
        ...{ cohort, version, replaces, from: inForceFrom.toString() },
        ...trial,
      },
    )
    return { value: { cohort, version }, events: [event] }
  },
})

/** A second person says why not. */
export const refuseRules = command({
  name: 'npq.refuse-funding-rules',
  input: z.object({ proposalId: z.uuid() }),
  refusals: ['no-longer-proposed', 'reason-needed'],
  records: [rulesRefused.name],
  async run({ tx, actor, process, now, refuse }, { proposalId }) {
    const proposal = (await lockProposal(tx, proposalId)) ?? refuse('not-found')
    demand(proposalPolicy.decide(actor, proposal))
    const decidedBy = actor.accountId ?? refuse('not-allowed')
    const because = process.reason ?? refuse('reason-needed')
    if (proposalStates.move('refuse', proposal.status) === null) refuse('no-longer-proposed')
    await saveRefused(tx, { id: proposalId, decidedBy, because, now })
    const event = rulesRefused.of(
      [
        { kind: 'funding-policy', id: proposalId },
        { kind: 'cohort', id: proposal.cohort },
      ],
      { cohort: proposal.cohort },
    )
    return { value: { proposalId }, events: [event] }
  },
})
