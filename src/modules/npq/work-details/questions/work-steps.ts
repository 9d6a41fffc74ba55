import { z } from 'zod'
import { oneOf, optional, text } from '#src/kit/form-fields.ts'
import { type Answers, question, type StepName, stop, when } from '#src/kit/journey.ts'
import {
  EMPLOYMENT_TYPES,
  LEAD_MENTOR,
  NURSERY_KINDS,
  PUBLIC_NURSERY_KINDS,
  ROLE_EMPLOYMENTS,
  WORK_SETTINGS,
} from '../work-details.ts'

/** A page that looks a workplace up: `q` is what was looked for, so that the results show again beside an error. */
const chosenFrom = (missing: string) =>
  question(
    z.object({
      q: optional(text({ missing: '', label: 'Search' })),
      workplace: text({ missing, label: 'Workplace', max: 40 }),
    }),
  )

/** The questions about work, for any journey that asks them: put them among its steps and `workPath` into its path. */
export const workSteps = {
  'teacher-catchment': question(
    z.object({ worksInEngland: oneOf(['yes', 'no'], 'Select yes if you work in England') }),
  ),
  country: question(
    z.object({ country: text({ missing: 'Enter the country you work in', label: 'Country', max: 100 }) }),
  ),
  'work-setting': question(z.object({ setting: oneOf(WORK_SETTINGS, 'Select the setting you work in') })),
  'kind-of-nursery': question(
    z.object({ nurseryKind: oneOf(NURSERY_KINDS, 'Select the early years setting you work in') }),
  ),
  'choose-school': chosenFrom('Select your workplace'),
  'choose-childcare-provider': chosenFrom('Select the nursery or school you work in'),
  'have-ofsted-urn': question(
    z.object({ hasOfstedUrn: oneOf(['yes', 'no'], 'Select yes if you or your employer have an Ofsted URN') }),
  ),
  'choose-private-childcare-provider': chosenFrom('Select the early years or childcare provider you work for'),
  'your-employment': question(z.object({ employmentType: oneOf(EMPLOYMENT_TYPES, 'Select how you are employed') })),
  'your-role': question(z.object({ role: text({ missing: 'Enter your role', label: 'Role', max: 200 }) })),
  'your-employer': question(
    z.object({
      employerName: text({ missing: 'Enter the organisation that employs you', label: 'Employer', max: 200 }),
    }),
  ),
  'itt-provider': question(
    z.object({
      ittProvider: text({ missing: 'Select the provider you are a lead mentor for', label: 'Provider', max: 40 }),
    }),
  ),
  'referred-by-return-to-teaching-adviser': question(
    z.object({
      wasReferred: oneOf(['yes', 'no'], 'Select yes if you were referred by a return to teaching adviser'),
    }),
  ),
  /** The chosen workplace has closed, is not in England, or is no longer what it was chosen for. */
  'cannot-use-workplace': stop,
} as const

type WorkSteps = typeof workSteps
export type WorkStep = StepName<WorkSteps>
export type WorkAnswers = Answers<WorkSteps>

/** Why the chosen workplace or provider cannot stay chosen. */
export type WorkplaceProblem = 'closed' | 'not-in-england' | 'unknown' | 'not-accredited'

/** What the path depends on that nobody answers. */
export type PathFacts = { readonly problem: WorkplaceProblem | null }

/** The questions about work in their order, for the setting that was chosen. Source: docs/rules/npq.md, "Registering". */
export function workPath(answers: WorkAnswers, { problem }: PathFacts): readonly WorkStep[] {
  const inEngland = answers['teacher-catchment']?.worksInEngland
  return [
    'teacher-catchment',
    ...when(inEngland === 'no', 'country'),
    'work-setting',
    ...(inEngland === 'yes' ? settingPath(answers) : []),
    ...when(problem !== null, 'cannot-use-workplace'),
  ]
}

function settingPath(answers: WorkAnswers): readonly WorkStep[] {
  switch (answers['work-setting']?.setting) {
    case undefined:
      return []
    case 'early_years_or_childcare':
      return ['kind-of-nursery', ...nurseryPath(answers)]
    case 'another_setting':
      return ['your-employment', ...employmentPath(answers)]
    case 'other':
      return ['referred-by-return-to-teaching-adviser']
    default:
      return ['choose-school']
  }
}

function nurseryPath(answers: WorkAnswers): readonly WorkStep[] {
  const kind = answers['kind-of-nursery']?.nurseryKind
  if (kind === undefined) return []
  if (PUBLIC_NURSERY_KINDS.some((known) => known === kind)) return ['choose-childcare-provider']
  const hasUrn = answers['have-ofsted-urn']?.hasOfstedUrn === 'yes'
  return ['have-ofsted-urn', ...when(hasUrn, 'choose-private-childcare-provider')]
}

function employmentPath(answers: WorkAnswers): readonly WorkStep[] {
  const type = answers['your-employment']?.employmentType
  if (type === undefined) return []
  if (type === LEAD_MENTOR) return ['itt-provider']
  const hasRole = ROLE_EMPLOYMENTS.some((known) => known === type)
  return [...when(hasRole, 'your-role'), 'your-employer']
}
