import { type CsvRow, csvReader } from '#src/platform/imports/csv-reader.ts'
import { faulty } from '#src/platform/imports/file-faults.ts'
import { encodingOf, textOf } from '#src/platform/imports/file-text.ts'
import { headerPositions } from '#src/platform/imports/header.ts'
import { SCENARIO_COLUMNS, type ScenarioColumn, type ScenarioResult } from './scenario.ts'

/** A row as it stands in the file: its cells by column, or why it has none. */
type ScenarioRow = Pick<ScenarioResult, 'line' | 'cells'> & { readonly fault: string | null }

/** Reads a table of cases, whatever the order of its columns. Refuses, by throwing, what is no table of rows at all. */
export async function readScenarios(path: string): Promise<readonly ScenarioRow[]> {
  const reading: Reading = { positions: null, columns: 0, rows: [] }
  const reader = csvReader((row) => takeRow(reading, row))
  const encoding = await encodingOf(path)
  for await (const text of textOf(path, encoding)) reader.push(text)
  reader.end()
  if (reading.positions === null) faulty('empty-file')
  if (reading.rows.length === 0) faulty('no-rows')
  return reading.rows
}

type Reading = {
  /** Where each column is; null until the header is read. */
  positions: ReadonlyMap<string, number> | null
  columns: number
  readonly rows: ScenarioRow[]
}

function takeRow(reading: Reading, { cells, line, count }: CsvRow): void {
  if (reading.positions === null) {
    reading.positions = positionsOf(cells)
    reading.columns = count
    return
  }
  const isWhole = count === reading.columns
  const fault = isWhole
    ? null
    : `It has ${count} cells where the header has ${reading.columns}: write one for each column`
  reading.rows.push({ line, cells: isWhole ? cellsOf(cells, reading.positions) : {}, fault })
}

function positionsOf(cells: readonly string[]): ReadonlyMap<string, number> {
  const { wanted, kept } = headerPositions(cells, { columns: SCENARIO_COLUMNS, ignoresCase: true })
  return new Map([...kept].map(([column, place]) => [column, wanted[place] ?? -1]))
}

const cellsOf = (cells: readonly string[], positions: ReadonlyMap<string, number>): ScenarioRow['cells'] =>
  Object.fromEntries(
    SCENARIO_COLUMNS.map((column): [ScenarioColumn, string] => [
      column,
      (cells[positions.get(column) ?? -1] ?? '').replace(/\s+/g, ' ').trim(),
    ]),
  )
