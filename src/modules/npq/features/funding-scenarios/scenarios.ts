import { z } from 'zod'
import { CSV_BEGINNING, CSV_TYPE, csvLine } from '#src/kit/csv.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { sha256Of } from '#src/platform/imports/file-text.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { fundingReasonForStaff } from '../../funding/funding-reasons-rules.ts'
import { recordScenarios } from '../../scenarios/record-scenarios.ts'
import { differs, SCENARIO_COLUMNS, type ScenarioResult } from '../../scenarios/scenario.ts'
import { newestRuns, runById, type ScenarioRun } from '../../scenarios/scenario-runs-queries.ts'
import { runPage } from './run-page.tsx'
import { scenariosPage } from './scenarios-page.tsx'

/** The form for a table of cases, and the newest runs. */
export const showScenarios = async ({ db }: WebRequest): Promise<Reply> => show(scenariosPage(await newestRuns(db), []))

/** Runs an uploaded table and shows what came. Nothing but the run itself is kept. */
export async function sendScenarios({ db, files, execute }: WebRequest): Promise<Reply> {
  const file = files['file']
  const again = async (message: string) => showAgain(scenariosPage(await newestRuns(db), [{ field: 'file', message }]))
  if (!file) return again('Select a file')
  if (file.bytes === 0) return again('The selected file is empty')
  const { path, fileName } = file
  const run = await execute(recordScenarios, { fileName, path: () => path, sha256: await sha256Of(path) })
  return run.ok ? redirectTo(`/staff/npq/scenarios/${run.value.runId}`) : again(tableRefusalText(run.refusal))
}

export async function runInPath({ db, params }: WebRequest): Promise<ScenarioRun | null> {
  const id = z.uuid().safeParse(params['runId'])
  return id.success ? runById(db, id.data) : null
}

/** Rows of the table on one page. */
const ROWS = 100

/** What came of a table: the rows that differ or cannot be read, or all of them. */
export function showRun({ query, path }: WebRequest, run: ScenarioRun): Reply {
  const all = query['rows'] === 'all'
  const rows = all ? run.results : run.results.filter((result) => result.came === null || differs(result))
  const shown = paging(query['page'], rows.length, ROWS)
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  const listed = rows.slice(shown.offset, shown.offset + shown.limit)
  return show(runPage({ run, listed, all, paging: shown, query, path }))
}

/** All rows as a file: the table as it was, with what came and why. */
export function sendRunFile(_request: WebRequest, run: ScenarioRun): Reply {
  const header = csvLine(['line', ...SCENARIO_COLUMNS, 'came', 'reason', 'reason_text', 'to_put_right'])
  const body = CSV_BEGINNING + header + run.results.map(fileLine).join('')
  return { kind: 'text', status: 200, type: CSV_TYPE, body, fileName: 'scenario-results.csv' }
}

const fileLine = ({ line, cells, came, reason, faults }: ScenarioResult): string =>
  csvLine([
    line,
    ...SCENARIO_COLUMNS.map((column) => cells[column] ?? ''),
    came,
    reason,
    reason === null ? null : fundingReasonForStaff(reason),
    faults.join('; '),
  ])
