import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { cohortRules } from './cohort-rules-queries.ts'
import { SCENARIO_COLUMNS, type ScenarioResult } from './scenario.ts'
import { runScenario } from './scenario-rules.ts'

type Asked = { readonly path: string; readonly now: Temporal.Instant }

/** Every row of a table of cases with what the rules of the database say of it. Writes nothing. */
export async function runScenarios(reader: Reader, { path, now }: Asked): Promise<readonly ScenarioResult[]> {
  const rows = await readTable(path, { columns: SCENARIO_COLUMNS })
  const cohorts = await cohortRules(reader, now)
  return rows.map(({ fault, ...row }) =>
    fault === null ? runScenario(row, cohorts) : { ...row, came: null, reason: null, faults: [fault] },
  )
}
