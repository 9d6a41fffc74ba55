import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { cohortRecord } from '../cohorts/cohort-records-queries.ts'
import { listPolicy } from '../lists/list-policy.ts'
import { policyInFull } from './policy-versions-queries.ts'
import { rulesDrafted } from './proposal-events.ts'
import { insertDraft } from './proposals-store.ts'

/** Begins new rules for a cohort as a copy of a version, of this cohort or another. They count for nothing yet. */
export const beginDraft = command({
  name: 'npq.begin-funding-draft',
  input: z.object({
    cohort: z.string(),
    copied: z.object({ cohort: z.string(), version: z.string() }),
  }),
  refusals: [],
  records: [rulesDrafted.name],
  async run({ tx, actor, now, refuse }, { cohort, copied }) {
    demand(listPolicy.manage(actor))
    const proposedBy = actor.accountId ?? refuse('not-allowed')
    const policy = (await policyInFull(tx, copied)) ?? refuse('not-found')
    if (!(await cohortRecord(tx, cohort))) refuse('not-found')
    const id = newId<string>()
    await insertDraft(tx, { id, cohort, copied, rules: policy.rules, proposedBy, now })
    const event = rulesDrafted.of(
      [
        { kind: 'funding-policy', id },
        { kind: 'cohort', id: cohort },
      ],
      { cohort, copiedCohort: copied.cohort, copiedVersion: copied.version },
    )
    return { value: { proposalId: id }, events: [event] }
  },
})
