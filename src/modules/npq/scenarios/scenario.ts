import type { CourseIdentifier } from '../courses/course.ts'
import type { FundingReason } from '../funding/funding.ts'

export const SCENARIO_COLUMNS = [
  ...(['cohort', 'works_in_england', 'work_setting', 'course'] as const),
  ...(['previously_funded', 'rise', 'pp50', 'expected'] as const),
] as const
export type ScenarioColumn = (typeof SCENARIO_COLUMNS)[number]

/** Where somebody works, in one word: the setting with what decides about funding there. */
export const SCENARIO_SETTINGS = [
  ...(['school', 'academy-trust', '16-19', 'ey-la-maintained-nursery', 'ey-preschool-in-school'] as const),
  ...(['ey-private-nursery', 'ey-childminder', 'ey-another', 'another-hospital-school'] as const),
  ...(['another-itt-lead-mentor', 'another-la-supply', 'another-virtual-school', 'another-young-offender'] as const),
  ...(['other-rtta', 'other'] as const),
] as const
export type ScenarioSetting = (typeof SCENARIO_SETTINGS)[number]

export const SCENARIO_ANSWERS = ['yes', 'no', 'review'] as const
export type ScenarioAnswer = (typeof SCENARIO_ANSWERS)[number]

/** A made-up case, and what the policy's owners expect of it. Facts that it does not name are absent. */
export type Scenario = {
  readonly cohort: string
  readonly worksInEngland: boolean
  /** Null only where it does not matter: outside England. */
  readonly setting: ScenarioSetting | null
  readonly course: CourseIdentifier
  readonly previouslyFunded: boolean
  readonly isRise: boolean
  readonly isPp50: boolean
  readonly expected: ScenarioAnswer
}

/** A row of the table: what it says, and what the rules made of it. */
export type ScenarioResult = {
  /** In the file. */
  readonly line: number
  /** The cells as they were written. */
  readonly cells: Readonly<Partial<Record<ScenarioColumn, string>>>
  /** Null for a row that cannot be read. */
  readonly came: ScenarioAnswer | null
  readonly reason: FundingReason | null
  /** What to put right in a row that cannot be read, one sentence for each cell. */
  readonly faults: readonly string[]
}

export const differs = ({ came, cells }: ScenarioResult): boolean =>
  came !== null && came !== cells.expected?.trim().toLowerCase()

type ScenarioCounts = {
  readonly rows: number
  readonly asExpected: number
  readonly different: number
  readonly unreadable: number
}

export function countsOf(results: readonly ScenarioResult[]): ScenarioCounts {
  const unreadable = results.filter(({ came }) => came === null).length
  const different = results.filter(differs).length
  return { rows: results.length, different, unreadable, asExpected: results.length - different - unreadable }
}
