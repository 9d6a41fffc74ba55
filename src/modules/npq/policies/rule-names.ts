import { STATUS_NAMES, TYPE_NAMES } from '../../directory/public.ts'
import { type Course, courseText } from '../courses/course.ts'
import { PRIVATE_NURSERY_KINDS } from '../work-details/work-details.ts'
import { nurseryKindText } from '../work-details/work-words-rules.ts'
import type { PartKind, RulePart } from './rule-parts.ts'

/** The names of what rules speak of, by code. */
export type RuleNames = Readonly<Record<Exclude<PartKind, 'areas'>, ReadonlyMap<string, string>>>

export const ruleNames = (courses: ReadonlyMap<string, Course>): RuleNames => ({
  types: TYPE_NAMES,
  statuses: STATUS_NAMES,
  courses: new Map([...courses].map(([identifier, course]) => [identifier, courseText(course)])),
  nurseries: new Map(PRIVATE_NURSERY_KINDS.map((kind) => [kind, nurseryKindText[kind]])),
})

/** A code in words; one that nobody knows is shown as it is. */
export const nameOf = (names: RuleNames, kind: PartKind, code: string): string =>
  kind === 'areas' ? `Local authority ${code}` : (names[kind].get(code) ?? code)

/** Several that belong together: "Headship NPQ and Senior leadership NPQ". */
export const namesOf = (names: RuleNames, kind: PartKind, codes: readonly string[]): string =>
  codes.map((code) => nameOf(names, kind, code)).join(' and ')

/** What a part can hold: every code that has a name, and those that it holds already. Null for codes that are typed. */
export const choicesOf = (names: RuleNames, { kind, values }: RulePart): readonly string[] | null =>
  kind === 'areas' ? null : [...new Set([...names[kind].keys(), ...values])]
