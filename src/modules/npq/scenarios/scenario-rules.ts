import type { CohortFunding } from '../courses/cohort.ts'
import { COURSE_IDENTIFIERS } from '../courses/course.ts'
import type { FundingFacts, FundingResult, SettingFacts } from '../funding/funding.ts'
import type { FundingRules } from '../funding/funding-policy.ts'
import { fundingOf } from '../funding/funding-rules.ts'
import {
  SCENARIO_ANSWERS,
  SCENARIO_SETTINGS,
  type Scenario,
  type ScenarioAnswer,
  type ScenarioColumn,
  type ScenarioResult,
  type ScenarioSetting,
} from './scenario.ts'

/** The rules of a cohort, and whether it has funding at all. */
export type CohortRules = { readonly rules: FundingRules; readonly funding: CohortFunding }

type Row = Pick<ScenarioResult, 'line' | 'cells'>

/** Runs a row through the rules of its cohort. A row with a wrong value says all that is wrong, and is not run. */
export function runScenario(row: Row, cohorts: ReadonlyMap<string, CohortRules>): ScenarioResult {
  const { scenario, faults } = readScenario(row.cells, [...cohorts.keys()])
  const cohort = scenario && cohorts.get(scenario.cohort)
  if (!cohort) return { ...row, came: null, reason: null, faults }
  const { result, reason } = fundingOf(cohort.rules, factsOf(scenario, cohort))
  return { ...row, came: ANSWERS[result], reason, faults: [] }
}

const ANSWERS: Readonly<Record<FundingResult, ScenarioAnswer>> = { funded: 'yes', 'not-funded': 'no', review: 'review' }

/** What the rules need to know of the case. */
export function factsOf(scenario: Scenario, { rules, funding }: CohortRules): FundingFacts {
  const { course, previouslyFunded, worksInEngland, setting } = scenario
  return {
    ...{ cohortFunding: funding, course, previouslyFunded, isNewHeadteacher: false },
    setting: worksInEngland && setting !== null ? settingFacts(setting, scenario, rules) : null,
  }
}

function settingFacts(setting: ScenarioSetting, { isRise, isPp50 }: Scenario, rules: FundingRules): SettingFacts {
  const lists = { isRise, isPp50 }
  const typeCode = rules.eligibleTypeCodes.find((code) => !rules.maintainedNursery.typeCodes.includes(code)) ?? null
  switch (setting) {
    case 'school':
      return { kind: 'school', setting: 'a_school', typeCode, ...lists }
    case 'academy-trust':
      return { kind: 'school', setting: 'an_academy_trust', typeCode, ...lists }
    case '16-19':
      return { kind: 'school', setting: 'a_16_to_19_educational_setting', typeCode, ...lists }
    case 'ey-la-maintained-nursery':
      return {
        kind: 'public-nursery',
        nurseryKind: 'local_authority_maintained_nursery',
        typeCode: rules.maintainedNursery.typeCodes[0] ?? null,
      }
    case 'ey-preschool-in-school':
      return { kind: 'public-nursery', nurseryKind: 'preschool_class_as_part_of_school', typeCode }
    case 'ey-private-nursery':
      return { kind: 'private-nursery', nurseryKind: 'private_nursery', isListed: false }
    case 'ey-childminder':
      return { kind: 'private-nursery', nurseryKind: 'childminder', isListed: false }
    case 'ey-another':
      return { kind: 'private-nursery', nurseryKind: 'another_early_years_setting', isListed: false }
    default:
      return elsewhereFacts(setting)
  }
}

type Elsewhere = Extract<ScenarioSetting, `another-${string}` | 'other' | 'other-rtta'>

const EMPLOYMENTS = {
  'another-hospital-school': 'hospital_school',
  'another-itt-lead-mentor': 'lead_mentor_for_accredited_itt_provider',
  'another-la-supply': 'local_authority_supply_teacher',
  'another-virtual-school': 'local_authority_virtual_school',
  'another-young-offender': 'young_offender_institution',
} as const

function elsewhereFacts(setting: Elsewhere): SettingFacts {
  if (setting === 'other' || setting === 'other-rtta') {
    return { kind: 'other', referredByReturnToTeachingAdviser: setting === 'other-rtta' }
  }
  return { kind: 'another', employmentType: EMPLOYMENTS[setting], isApprovedIttProvider: true }
}

type Read = { readonly scenario: Scenario | null; readonly faults: readonly string[] }

/** What a row says, or every cell that has to be put right and what to write there. */
function readScenario(cells: Row['cells'], cohorts: readonly string[]): Read {
  const faults: string[] = []
  const text = (column: ScenarioColumn) => (cells[column] ?? '').trim().toLowerCase()
  const oneOf = <Value extends string>(
    column: ScenarioColumn,
    values: readonly Value[],
    otherwise = '',
  ): Value | null => {
    const found = values.find((value) => value.toLowerCase() === text(column)) ?? null
    if (found === null) faults.push(`${column} ${isNot(cells[column])}: write ${listText(values)}${otherwise}`)
    return found
  }
  const flag = (column: ScenarioColumn): boolean => {
    if (text(column) === '' || text(column) === 'no') return false
    return oneOf(column, ['yes', 'no'], ', or leave it empty for no') === 'yes'
  }
  const cohort = oneOf('cohort', cohorts)
  const worksInEngland = flag('works_in_england')
  const isAbroad = text('works_in_england') !== 'yes' && text('work_setting') === ''
  const setting = isAbroad ? null : oneOf('work_setting', SCENARIO_SETTINGS)
  const course = oneOf('course', COURSE_IDENTIFIERS)
  const flags = { previouslyFunded: flag('previously_funded'), isRise: flag('rise'), isPp50: flag('pp50') }
  const expected = oneOf('expected', SCENARIO_ANSWERS)
  if (faults.length > 0 || cohort === null || course === null || expected === null) return { scenario: null, faults }
  return { scenario: { cohort, worksInEngland, setting, course, ...flags, expected }, faults }
}

const isNot = (written: string | undefined): string => {
  const shown = (written ?? '').trim()
  return shown === '' ? 'is empty' : `is “${shown.length > 40 ? `${shown.slice(0, 40)}…` : shown}”`
}

const listText = (values: readonly string[]): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
