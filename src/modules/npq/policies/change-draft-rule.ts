import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { FundingRules } from '../funding/funding-policy.ts'
import { draftRuleChanged } from './proposal-events.ts'
import { proposalPolicy } from './proposal-policy.ts'
import { lockProposal, saveDraftRules } from './proposals-store.ts'
import { differencesOf } from './rule-differences-rules.ts'
import { RULE_KEYS, RULES } from './rule-words-rules.ts'

/** Gives a rule of a draft other values. What is not a rule of funding throws: the form offers nothing else. */
export const changeDraftRule = command({
  name: 'npq.change-draft-funding-rule',
  input: z.object({
    proposalId: z.uuid(),
    rule: z.enum(RULE_KEYS),
    /** By the field of each part. */
    values: z.record(z.string(), z.array(z.string())),
  }),
  refusals: ['not-a-draft', 'nothing-changed'],
  records: [draftRuleChanged.name],
  async run({ tx, actor, refuse }, { proposalId, rule, values }) {
    const proposal = (await lockProposal(tx, proposalId)) ?? refuse('not-found')
    demand(proposalPolicy.write(actor, proposal))
    if (proposal.status !== 'draft') refuse('not-a-draft')
    const rules = FundingRules.parse(RULES[rule].write(proposal.rules, (field) => values[field] ?? []))
    const lists = differencesOf(proposal.rules, rules)
    if (lists.length === 0) refuse('nothing-changed')
    await saveDraftRules(tx, { id: proposalId, rules })
    const payload = lists.map(({ legend, added, removed }) => ({
      ...{ legend, added: added.map((value) => [...value]), removed: removed.map((value) => [...value]) },
    }))
    const event = draftRuleChanged.of([{ kind: 'funding-policy', id: proposalId }], { rule, lists: payload })
    return { value: { proposalId }, events: [event] }
  },
})
