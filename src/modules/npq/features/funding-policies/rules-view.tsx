import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { FundingRules } from '../../funding/funding-policy.ts'
import type { RuleDifference } from '../../policies/rule-differences-rules.ts'
import { nameOf, namesOf, type RuleNames } from '../../policies/rule-names.ts'
import type { RulePart } from '../../policies/rule-parts.ts'
import { RULE_KEYS, RULES, type RuleKey } from '../../policies/rule-words-rules.ts'

type Rules = {
  readonly rules: FundingRules
  readonly names: RuleNames
  /** The address of the form of a rule; null where nothing can be changed. */
  readonly changeHref: ((rule: RuleKey) => string) | null
}

/** Every rule in plain words: which settings, lists and courses it is for. */
export const RulesInWords = ({ rules, names, changeHref }: Rules): Html => (
  <>
    {RULE_KEYS.map((key) => {
      const { title, says, saysNone, parts } = RULES[key]
      const filled = parts(rules).filter(({ values }) => values.length > 0)
      return (
        <section aria-labelledby={`rule-${key}`}>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1" id={`rule-${key}`}>
            {title}
          </h3>
          <p class="govuk-body govuk-!-margin-bottom-1">{filled.length > 0 ? says : saysNone}</p>
          {filled.map((part) => (
            <PartValues part={part} names={names} isOnly={filled.length === 1 && key !== 'same-course'} />
          ))}
          {changeHref ? (
            <p class="govuk-body">
              <a class="govuk-link" href={changeHref(key)}>
                Change<span class="govuk-visually-hidden"> {title.toLowerCase()}</span>
              </a>
            </p>
          ) : null}
        </section>
      )
    })}
  </>
)

type PartProps = { readonly part: RulePart; readonly names: RuleNames; readonly isOnly: boolean }

const PartValues = ({ part: { legend, kind, values }, names, isOnly }: PartProps): Html => (
  <>
    {isOnly ? null : <p class="govuk-body govuk-!-margin-bottom-1">{legend}:</p>}
    <ul class="govuk-list govuk-list--bullet">
      {values.map((value) => (
        <li>{nameOf(names, kind, value)}</li>
      ))}
    </ul>
  </>
)

type Differences = {
  readonly caption: string
  readonly differences: readonly RuleDifference[]
  readonly names: RuleNames
}

/** What one version has that the other has not. */
export const DifferencesTable = ({ caption, differences, names }: Differences): Html => (
  <WideTable
    caption={caption}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Rule', 'Added', 'Taken away'].map((text) => ({ text }))}
    rows={differences.map(({ rule, legend, kind, added, removed }) => {
      const text = (values: RuleDifference['added']) => values.map((value) => namesOf(names, kind, value)).join(', ')
      return [
        { text: `${RULES[rule].title}: ${legend.toLowerCase()}` },
        { text: text(added) || 'Nothing' },
        { text: text(removed) || 'Nothing' },
      ]
    })}
  />
)
