import type { FundingRules } from '../funding/funding-policy.ts'
import type { PartKind } from './rule-parts.ts'
import { RULE_KEYS, RULES, type RuleKey } from './rule-words-rules.ts'

/** What one list of a rule gains and loses. A value is a code, or several that belong together. */
export type RuleDifference = {
  readonly rule: RuleKey
  readonly legend: string
  readonly kind: PartKind
  readonly added: readonly (readonly string[])[]
  readonly removed: readonly (readonly string[])[]
}

/** How the second differs from the first, rule by rule; nothing for rules that say the same, in whatever order. */
export function differencesOf(one: FundingRules, other: FundingRules): readonly RuleDifference[] {
  return RULE_KEYS.flatMap((rule) => {
    const [before, after] = [listsOf(rule, one), listsOf(rule, other)]
    return before.flatMap(({ legend, kind, values }, at) => {
      const then = after[at]?.values ?? []
      const [added, removed] = [without(then, values), without(values, then)]
      return added.length + removed.length === 0 ? [] : [{ rule, legend, kind, added, removed }]
    })
  })
}

type Values = readonly (readonly string[])[]

/** The lists of a rule. Groups are compared whole, as one list: which number they have means nothing. */
function listsOf(rule: RuleKey, rules: FundingRules) {
  if (rule === 'same-course')
    return [{ legend: 'Groups', kind: 'courses' as const, values: rules.sameCourse.map(sorted) }]
  return RULES[rule]
    .parts(rules)
    .map(({ legend, kind, values }) => ({ legend, kind, values: values.map((one) => [one]) }))
}

const sorted = (group: readonly string[]): readonly string[] => [...group].sort()

const without = (values: Values, others: Values): Values =>
  values.filter((value) => !others.some((other) => other.join() === value.join()))
