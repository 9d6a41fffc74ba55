import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { rulesProposed } from './proposal-events.ts'
import { proposalPolicy } from './proposal-policy.ts'
import { whyNotProposed, wishedFrom } from './proposal-rules.ts'
import { lockProposal, saveProposed } from './proposals-store.ts'
import { proposedAgainst } from './proposed-against-queries.ts'
import { passedTrial } from './trial-rules.ts'

/**
 * Asks a second person to make a draft count, from the moment of approval or a later day. It must differ from the rules that it
 * replaces, and decide every case of its cohort in the newest table as the table expects.
 */
export const proposeRules = command({
  name: 'npq.propose-funding-rules',
  input: z.object({
    proposalId: z.uuid(),
    /** A later day; null for the moment of approval. */
    from: z.iso.date().nullable(),
    source: z.string().min(1),
  }),
  refusals: [
    ...(['not-a-draft', 'reason-needed', 'in-the-past', 'too-far-ahead', 'moment-taken'] as const),
    ...(['nothing-changed', 'no-cases', 'cases-differ'] as const),
  ],
  records: [rulesProposed.name],
  async run({ tx, actor, process, now, refuse }, { proposalId, from, source }) {
    const proposal = (await lockProposal(tx, proposalId)) ?? refuse('not-found')
    demand(proposalPolicy.write(actor, proposal))
    const because = process.reason ?? refuse('reason-needed')
    if (proposal.status !== 'draft') refuse('not-a-draft')
    const wished = wishedFrom(from, now)
    if (!wished.ok) return refuse(wished.because)
    const { inForceFrom } = wished
    const against = await proposedAgainst(tx, proposal, inForceFrom ?? now)
    const whyNot = whyNotProposed(against)
    if (whyNot) refuse(whyNot)
    const trial = passedTrial(against.trial)
    const comparedWith = against.replaced?.version ?? null
    await saveProposed(tx, { id: proposalId, source, because, inForceFrom, comparedWith, runId: trial.runId, now })
    const event = rulesProposed.of(
      [
        { kind: 'funding-policy', id: proposalId },
        { kind: 'cohort', id: proposal.cohort },
      ],
      {
        ...{ cohort: proposal.cohort, comparedWith, source, from: inForceFrom?.toString() ?? null },
        rules: [...new Set(against.differences.map(({ rule }) => rule))],
        ...trial,
      },
    )
    return { value: { proposalId }, events: [event] }
  },
})
