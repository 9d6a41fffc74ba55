import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { rateById } from './rates-queries.ts'
import { decideProposal, lockRates } from './rates-store.ts'
import { rateDecided } from './rule-events.ts'
import { rulesPolicy } from './rules-policy.ts'

/** A second person approves a rate, which then counts for what is submitted from now on, or refuses it. Claims that were submitted keep theirs. */
export const decideRate = command({
  name: 'claims.decide-rate',
  input: z.object({ rateId: z.guid(), approved: z.boolean() }),
  refusals: ['decided-already', 'needs-another-person', 'reason-needed'],
  records: [rateDecided.name],
  async run({ tx, actor, process, now, refuse }, { rateId, approved }) {
    demand(rulesPolicy.decideRate(actor))
    const { reason } = process
    if (reason === null) return refuse('reason-needed')
    await lockRates(tx)
    const rate = (await rateById(tx, rateId)) ?? refuse('not-found')
    if (rate.status !== 'proposed') refuse('decided-already', { by: rate.decidedByName, status: rate.status })
    if (rate.proposedBy === actor.accountId) refuse('needs-another-person')
    await decideProposal(tx, { id: rateId, approved, by: actor.accountId, because: reason, now })
    const { year, area, pencePerHour } = rate
    const facts = { rateId, year, area, pence: pencePerHour, approved }
    return { value: { rateId }, events: [rateDecided.of([{ kind: 'claim-rules', id: 'rates' }], facts)] }
  },
})
