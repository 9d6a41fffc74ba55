import type { SummaryRow } from '#src/ui/summary.tsx'
import type { WorkDetails } from '../work-details.ts'
import { employmentTypeText, nurseryKindText, settingText } from '../work-words-rules.ts'
import { workDetailsIn } from './work-details-from.ts'
import type { WorkFacts } from './work-facts-queries.ts'
import type { WorkAnswers, WorkStep } from './work-steps.ts'

type Shown = {
  readonly answers: WorkAnswers
  readonly facts: { readonly work: Pick<WorkFacts, 'workplace' | 'ittProvider'> }
  /** Where each answer is changed; without it the rows have no Change links. */
  readonly changeHref?: (step: WorkStep) => string
}

/** The rows of a check page about work, in the order of the questions. Empty until all are answered. */
export function workSummaryRows({ answers, facts: { work }, changeHref }: Shown): readonly SummaryRow[] {
  const details = workDetailsIn(answers)
  if (details === null) return []
  return factsOf(details, { workplace: work.workplace?.name ?? null, ittProvider: work.ittProvider?.name ?? null }).map(
    ({ key, value, step, change }) => ({
      ...{ key, value },
      ...(changeHref ? { actions: [{ text: 'Change', href: changeHref(step), hidden: change }] } : {}),
    }),
  )
}

type Names = { readonly workplace: string | null; readonly ittProvider: string | null }
type WorkFact = {
  readonly key: string
  readonly value: string | null
  readonly step: WorkStep
  /** Ends the link's name: "Change where you work". */
  readonly change: string
}

/** What is known of where somebody works, in the order of the questions, with the step that asked. */
export function factsOf(details: WorkDetails, names: Names): readonly WorkFact[] {
  return [
    fact('teacher-catchment', 'Works in England', details.worksInEngland ? 'Yes' : 'No', 'whether you work in England'),
    ...('country' in details ? [fact('country', 'Country', details.country, 'the country you work in')] : []),
    fact('work-setting', 'Work setting', settingText[details.setting], 'the setting you work in'),
    ...(details.worksInEngland ? factsInEngland(details, names) : []),
  ]
}

type InEngland = Extract<WorkDetails, { worksInEngland: true }>

function factsInEngland(details: InEngland, names: Names): readonly WorkFact[] {
  switch (details.setting) {
    case 'early_years_or_childcare':
      return [
        fact('kind-of-nursery', 'Early years setting', nurseryKindText[details.nurseryKind], 'the early years setting'),
        ...nurseryFacts(details, names),
      ]
    case 'another_setting':
      return [
        fact('your-employment', 'Employment', employmentTypeText[details.employmentType], 'how you are employed'),
        ...employmentFacts(details, names),
      ]
    case 'other':
      return [
        fact(
          'referred-by-return-to-teaching-adviser',
          'Referred by a return to teaching adviser',
          details.referredByReturnToTeachingAdviser ? 'Yes' : 'No',
          'whether you were referred by a return to teaching adviser',
        ),
      ]
    default:
      return [fact('choose-school', 'Workplace', names.workplace, 'your workplace')]
  }
}

function nurseryFacts(
  details: Extract<InEngland, { setting: 'early_years_or_childcare' }>,
  { workplace }: Names,
): readonly WorkFact[] {
  if ('organisationId' in details) return [fact('choose-childcare-provider', 'Workplace', workplace, 'your workplace')]
  const { childcareUrn } = details
  const hasUrn = childcareUrn === null ? 'No' : `Yes, ${childcareUrn}`
  return [
    fact('have-ofsted-urn', 'Ofsted URN', hasUrn, 'whether you or your employer have an Ofsted URN'),
    ...(childcareUrn === null
      ? []
      : [fact('choose-private-childcare-provider', 'Workplace', workplace ?? childcareUrn, 'your workplace')]),
  ]
}

function employmentFacts(
  details: Extract<InEngland, { setting: 'another_setting' }>,
  { ittProvider }: Names,
): readonly WorkFact[] {
  if ('ittProviderId' in details) {
    return [fact('itt-provider', 'Initial teacher training provider', ittProvider, 'the provider you mentor for')]
  }
  return [
    ...('role' in details ? [fact('your-role', 'Role', details.role, 'your role')] : []),
    fact('your-employer', 'Employer', details.employerName, 'your employer'),
  ]
}

const fact = (step: WorkStep, key: string, value: string | null, change: string): WorkFact => ({
  ...{ step, key, value, change },
})
