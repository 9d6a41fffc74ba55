import { type CsvRow, csvReader } from '#src/platform/imports/csv-reader.ts'
import { faulty } from '#src/platform/imports/file-faults.ts'
import { encodingOf, textOf } from '#src/platform/imports/file-text.ts'
import { headerPositions } from '#src/platform/imports/header.ts'
import { BULK_COLUMNS, type BulkKind, MOST_ROWS } from './bulk.ts'
import type { NewRow } from './bulk-store.ts'

/**
 * The rows of an uploaded file with the columns that its kind needs; other columns are passed over. Refuses, by throwing, a file
 * that is no table, lacks a column or has too many rows.
 */
export async function readBulkFile(path: string, kind: BulkKind): Promise<readonly NewRow[]> {
  const columns: readonly string[] = BULK_COLUMNS[kind]
  const reading: Reading = { positions: null, width: 0, rows: [] }
  const reader = csvReader((row) => take(reading, row, columns))
  const encoding = await encodingOf(path)
  for await (const text of textOf(path, encoding)) reader.push(text)
  reader.end()
  if (reading.positions === null) faulty('empty-file')
  if (reading.rows.length === 0) faulty('no-rows')
  if (reading.rows.length > MOST_ROWS) faulty('file-too-large', { rows: reading.rows.length, most: MOST_ROWS })
  return reading.rows
}

type Reading = {
  /** Where each column is; null until the header is read. */
  positions: ReadonlyMap<string, number> | null
  width: number
  readonly rows: NewRow[]
}

function take(reading: Reading, { cells, line, count }: CsvRow, columns: readonly string[]): void {
  const { positions } = reading
  if (positions === null) {
    const { wanted, kept } = headerPositions(cells, { columns, ignoresCase: true })
    reading.positions = new Map([...kept].map(([column, place]) => [column, wanted[place] ?? -1]))
    reading.width = count
    return
  }
  const isWhole = count === reading.width
  reading.rows.push({
    line,
    cells: Object.fromEntries(columns.map((column) => [column, (cells[positions.get(column) ?? -1] ?? '').trim()])),
    fault: isWhole ? null : `It has ${count} cells where the header has ${reading.width}`,
  })
}
