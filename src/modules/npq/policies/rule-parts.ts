import type { FundingRules } from '../funding/funding-policy.ts'

/** What the values of a part are: how they are named, and how they are chosen. */
export type PartKind = 'types' | 'statuses' | 'courses' | 'nurseries' | 'areas'

/** One list of a rule: the name of its field, its words and what it holds. */
export type RulePart = {
  readonly field: string
  readonly legend: string
  readonly kind: PartKind
  /** At least one must be chosen: without it nobody could be funded at all. */
  readonly isNeeded: boolean
  readonly values: readonly string[]
}

export type Picked = (field: string) => readonly string[]

/** A rule of funding as staff read and change it. */
export type RuleInWords = {
  readonly title: string
  /** What the rule says of its values. */
  readonly says: string
  /** What it says when it has none. */
  readonly saysNone: string
  readonly parts: (rules: FundingRules) => readonly RulePart[]
  /** The rules with other values of this one, to be read again. */
  readonly write: (rules: FundingRules, picked: Picked) => Readonly<Record<keyof FundingRules, unknown>>
}
