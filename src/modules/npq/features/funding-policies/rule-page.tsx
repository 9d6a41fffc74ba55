import type { Page } from '#src/platform/http/route.ts'
import { CheckboxField, TextField } from '#src/ui/fields.tsx'
import type { FormState } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { choicesOf, nameOf, type RuleNames } from '../../policies/rule-names.ts'
import type { RulePart } from '../../policies/rule-parts.ts'
import { RULES, type RuleKey } from '../../policies/rule-words-rules.ts'

type Facts = {
  readonly rule: RuleKey
  readonly form: FormState
  readonly parts: readonly RulePart[]
  readonly names: RuleNames
}

/** The form of one rule: what it says, and what it is for. */
export const rulePage = ({ rule, form, parts, names }: Facts): Page => {
  const { title, says } = RULES[rule]
  return formPage(
    form,
    {
      ...{ title, caption: 'Draft of rules', headed: 'by-page', submit: 'Save the rule' },
      before: <p class="govuk-body">{says}</p>,
    },
    <div>
      {parts.map((part) => (
        <PartField part={part} names={names} />
      ))}
    </div>,
  )
}

const PartField = ({ part, names }: { readonly part: RulePart; readonly names: RuleNames }): Html => {
  const { field, legend, kind } = part
  const codes = choicesOf(names, part)
  if (codes === null) {
    return <TextField name={field} label={legend} hint="Codes of 3 digits, separated by commas" />
  }
  const choices = codes.map((value) => ({ value, text: nameOf(names, kind, value) }))
  return <CheckboxField name={field} legend={legend} choices={choices} small />
}
