import { counted } from '#src/kit/counted.ts'
import { fundingReasonForStaff } from '../funding/funding-reasons-rules.ts'
import { countsOf, differs, type ScenarioResult } from './scenario.ts'

/** What the terminal is told: each row that came out differently or cannot be read, then the counts. */
export const scenarioLines = (results: readonly ScenarioResult[]): readonly string[] => [
  ...results.flatMap(linesOf),
  countsText(results),
]

function linesOf(result: ScenarioResult): readonly string[] {
  const { line, cells, came, reason, faults } = result
  if (came === null) return faults.map((fault) => `Line ${line}: ${fault}.`)
  if (!differs(result) || reason === null) return []
  const where = [cells.cohort, cells.work_setting, cells.course].filter(Boolean).join(', ')
  return [
    `Line ${line} (${where}): expected ${cells.expected}, came ${came}: ${reason}. ${fundingReasonForStaff(reason)}`,
  ]
}

/** "1,368 rows: 1,366 as expected, 1 different, 1 not readable". */
export function countsText(results: readonly ScenarioResult[]): string {
  const { rows, asExpected, different, unreadable } = countsOf(results)
  const number = (count: number): string => count.toLocaleString('en-GB')
  const all = `${counted(rows, 'row', 'rows')}: ${number(asExpected)} as expected`
  return `${all}, ${number(different)} different, ${number(unreadable)} not readable`
}
