import { z } from 'zod'
import { pence } from '#src/kit/money.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { FUNDING_AREAS } from './claim-year.ts'
import { insertProposal, lockRates } from './rates-store.ts'
import { rateProposed } from './rule-events.ts'
import { rulesPolicy } from './rules-policy.ts'
import { claimYear, ratesOf } from './years-queries.ts'

/** The highest rate that can be proposed. Own figure: more than twice the highest that was ever paid; a slip of the keyboard is more. */
export const MOST_PENCE_PER_HOUR = 12_000

/** Proposes what an hour is worth in an area and year. It counts once a second person approves it; until then nothing changes. */
export const proposeRate = command({
  name: 'claims.propose-rate',
  input: z.object({
    ...{ year: z.int(), area: z.enum(FUNDING_AREAS), pencePerHour: z.int().min(1).max(MOST_PENCE_PER_HOUR) },
    source: z.string().trim().min(1),
  }),
  refusals: ['no-such-year', 'same-rate', 'already-proposed', 'reason-needed'],
  records: [rateProposed.name],
  async run({ tx, actor, process, now, refuse }, { year, area, pencePerHour, source }) {
    demand(rulesPolicy.manage(actor))
    if (process.reason === null) refuse('reason-needed')
    await lockRates(tx)
    if (!(await claimYear(tx, year))) refuse('no-such-year')
    const before = (await ratesOf(tx, year, now))?.[area] ?? null
    if (before === pencePerHour) refuse('same-rate')
    const proposal = { year, area, pencePerHour: pence(pencePerHour), source, because: process.reason, now }
    const rateId =
      (await insertProposal(tx, { ...proposal, proposedBy: actor.accountId })) ?? refuse('already-proposed')
    const facts = { rateId, year, area, pence: { before, after: pencePerHour }, source }
    return { value: { rateId }, events: [rateProposed.of([{ kind: 'claim-rules', id: 'rates' }], facts)] }
  },
})
