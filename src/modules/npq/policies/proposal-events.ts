import { z } from 'zod'
import { momentText, Temporal } from '#src/kit/dates.ts'
import { defineEvent, type EventDefinition } from '#src/platform/audit/event.ts'
import { RULE_KEYS, RULES } from './rule-words-rules.ts'

const rule = z.enum(RULE_KEYS)
const values = z.array(z.array(z.string()))
const number = (count: number): string => count.toLocaleString('en-GB')

export const rulesDrafted = defineEvent({
  name: 'npq.funding-rules-drafted',
  version: 1,
  payload: z.object({ cohort: z.string(), copiedCohort: z.string(), copiedVersion: z.string() }),
  sentence: ({ cohort, copiedCohort, copiedVersion }) =>
    `Draft of rules for ${cohort} begun as a copy of ${copiedVersion} of ${copiedCohort}`,
})

export const draftRuleChanged = defineEvent({
  name: 'npq.draft-funding-rule-changed',
  version: 1,
  payload: z.object({
    rule,
    lists: z.array(z.object({ legend: z.string(), added: values, removed: values })),
  }),
  sentence: ({ rule: key, lists }) =>
    `“${RULES[key].title}” changed in the draft: ${lists
      .map(
        ({ legend, added, removed }) => `${legend.toLowerCase()} ${added.length} added, ${removed.length} taken away`,
      )
      .join('; ')}`,
})

const from = z.iso.datetime().nullable()
const fromText = (moment: string | null): string =>
  moment === null ? 'from the moment of approval' : `from ${momentText(Temporal.Instant.from(moment))}`

export const rulesProposed = defineEvent({
  name: 'npq.funding-rules-proposed',
  version: 1,
  payload: z.object({
    ...{ cohort: z.string(), comparedWith: z.string().nullable(), from, source: z.string() },
    ...{ rules: z.array(rule), cases: z.int(), changedCases: z.int(), runId: z.uuid() },
  }),
  sentence: ({ cohort, from: moment, rules, cases, changedCases }) =>
    `Rules for ${cohort} proposed, ${fromText(moment)}: ${rules.length} rules differ. ` +
    `Tried on ${number(cases)} cases, of which ${number(changedCases)} change`,
})

export const proposalTakenBack = defineEvent({
  name: 'npq.funding-proposal-taken-back',
  version: 1,
  payload: z.object({ cohort: z.string() }),
  sentence: ({ cohort }) => `Proposal for ${cohort} taken back by its author, to be changed`,
})

export const draftDiscarded = defineEvent({
  name: 'npq.funding-draft-discarded',
  version: 1,
  payload: z.object({ cohort: z.string() }),
  sentence: ({ cohort }) => `Draft for ${cohort} thrown away`,
})

export const rulesApproved = defineEvent({
  name: 'npq.funding-rules-approved',
  version: 1,
  payload: z.object({
    ...{ cohort: z.string(), version: z.string(), replaces: z.string().nullable(), from: z.iso.datetime() },
    ...{ cases: z.int(), changedCases: z.int(), runId: z.uuid() },
  }),
  sentence: ({ cohort, version, replaces, from: moment }) =>
    `Rules ${version} for ${cohort} approved. They count ${fromText(moment)}` +
    (replaces === null ? '' : `, instead of ${replaces}`),
})

export const rulesRefused = defineEvent({
  name: 'npq.funding-rules-refused',
  version: 1,
  payload: z.object({ cohort: z.string() }),
  sentence: ({ cohort }) => `Proposal for ${cohort} refused`,
})

export const proposalEvents: readonly EventDefinition[] = [
  ...[rulesDrafted, draftRuleChanged, rulesProposed, proposalTakenBack],
  ...[draftDiscarded, rulesApproved, rulesRefused],
]
