import { type FieldError, firstValue, type RawValues } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { allCourses } from '../../courses/courses-queries.ts'
import { changeDraftRule } from '../../policies/change-draft-rule.ts'
import type { Proposal } from '../../policies/proposal.ts'
import { choicesOf, ruleNames } from '../../policies/rule-names.ts'
import type { RulePart } from '../../policies/rule-parts.ts'
import { RULE_KEYS, RULES, type RuleKey } from '../../policies/rule-words-rules.ts'
import { proposalAddress } from './list-page.tsx'
import { mayWrite, proposalInPath } from './proposals.ts'
import { rulePage } from './rule-page.tsx'

/** A rule of a draft. */
export type RuleInPath = { readonly proposal: Proposal; readonly rule: RuleKey }

export async function ruleInPath(request: WebRequest): Promise<RuleInPath | null> {
  const rule = RULE_KEYS.find((key) => key === request.params['rule'])
  const proposal = rule ? await proposalInPath(request) : null
  return rule && proposal ? { proposal, rule } : null
}

/** The form of a rule; only its author has one, and only of a draft. */
export async function showRule(request: WebRequest, found: RuleInPath): Promise<Reply> {
  const { proposal, rule } = found
  if (!mayWrite(request, proposal)) return redirectTo(proposalAddress(proposal))
  const parts = RULES[rule].parts(proposal.rules)
  const values = Object.fromEntries(
    parts.map(({ field, kind, values: chosen }) => [field, kind === 'areas' ? chosen.join(', ') : chosen]),
  )
  return show(await pageOf(request, found, { values, errors: [] }))
}

/** Keeps the rule in the draft. */
export async function sendRule(request: WebRequest, found: RuleInPath): Promise<Reply> {
  const { proposal, rule } = found
  const { form, execute, db } = request
  if (!mayWrite(request, proposal)) return redirectTo(proposalAddress(proposal))
  const names = ruleNames(await allCourses(db))
  const parts = RULES[rule].parts(proposal.rules)
  const read = parts.map((part) => ({
    part,
    ...valuesIn(part, form, choicesOf(names, part)),
  }))
  const errors = [...read.flatMap(({ error }) => error ?? []), ...(rule === 'same-course' ? groupErrors(read) : [])]
  const again = async (wrong: readonly FieldError[]) =>
    showAgain(await pageOf(request, found, { values: form, errors: wrong }))
  if (errors.length > 0) return again(errors)
  const values = Object.fromEntries(read.map(({ part, values: chosen }) => [part.field, [...chosen]]))
  const changed = await execute(changeDraftRule, { proposalId: proposal.id, rule, values })
  if (changed.ok || changed.refusal.code === 'not-a-draft') return redirectTo(proposalAddress(proposal))
  const [first] = parts
  return changed.refusal.code === 'nothing-changed' && first
    ? again([{ field: first.field, message: 'Change something, or go back' }])
    : notFound
}

type Read = { readonly part: RulePart; readonly values: readonly string[]; readonly error: FieldError | null }

const AREA = /^[0-9]{3}$/

/** What was ticked, in the order of the choices; codes of areas are typed. */
function valuesIn(part: RulePart, form: RawValues, choices: readonly string[] | null): Omit<Read, 'part'> {
  const { field, legend, isNeeded } = part
  const wrong = (message: string) => ({ values: [], error: { field, message } })
  if (choices === null) {
    const codes = firstValue(form, field)
      .split(/[\s,;]+/)
      .filter(Boolean)
    if (codes.some((code) => !AREA.test(code))) return wrong('Enter codes of 3 digits, separated by commas')
    return { values: [...new Set(codes)], error: null }
  }
  const ticked = [form[field] ?? []].flat()
  const values = choices.filter((choice) => ticked.includes(choice))
  return isNeeded && values.length === 0 ? wrong(`Select ${legend.toLowerCase()}`) : { values, error: null }
}

/** A group has two courses at least, and a course is in one group at most. */
function groupErrors(read: readonly Read[]): readonly FieldError[] {
  return read.flatMap(({ part: { field }, values }, at) => {
    if (values.length === 1) return [{ field, message: 'Select 2 courses or more, or none' }]
    const earlier = read.slice(0, at).flatMap((other) => other.values)
    const isTwice = values.some((value) => earlier.includes(value))
    return isTwice ? [{ field, message: 'Select courses that are in no other group' }] : []
  })
}

async function pageOf(
  { db }: WebRequest,
  { proposal, rule }: RuleInPath,
  given: { readonly values: RawValues; readonly errors: readonly FieldError[] },
) {
  const address = `${proposalAddress(proposal)}/rules/${rule}`
  const form = freshForm(address, { ...given, back: proposalAddress(proposal) })
  return rulePage({ rule, form, parts: RULES[rule].parts(proposal.rules), names: ruleNames(await allCourses(db)) })
}
