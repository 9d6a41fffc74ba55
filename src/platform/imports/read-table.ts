import { withoutGuard } from '#src/kit/csv.ts'
import type { TableRow } from '#src/kit/table-cells.ts'
import { SPREADSHEET_ERRORS } from './cells.ts'
import { type CsvRow, csvReader, type Separator } from './csv-reader.ts'
import { faulty } from './file-faults.ts'
import { LARGEST_TABLE_BYTES, MOST_TABLE_ROWS } from './file-limits.ts'
import { encodingOf, textOf } from './file-text.ts'
import { headerPositions } from './header.ts'

export type TableShape<Column extends string> = {
  /** The columns that the table must have. In the file they stand in any order, among others, in capital or small letters. */
  readonly columns: readonly Column[]
  /** Used where they are there. */
  readonly optionalColumns?: readonly Column[]
  readonly mostRows?: number
}

/**
 * Reads a small table that somebody has made, or had back from a spreadsheet; large files that are published are `readFile`'s.
 * Takes whatever a spreadsheet does to a file that still says only one thing: a byte order mark, UTF-8 or windows-1252,
 * semicolons or tabs, quoted cells, other columns and another order, "Claim Reference" for claim_reference, rows of nothing
 * but separators, spaces that nobody sees, the guard that our own files put before formulas. What it does to numbers, days and
 * amounts is for `table-cells.ts`, since only the caller knows which column is which.
 * Refuses, by throwing, what is no table of rows or is too large; a row that cannot be used is answered with its fault.
 */
export async function readTable<Column extends string>(
  path: string,
  shape: TableShape<Column>,
): Promise<readonly TableRow<Column>[]> {
  const reading: Reading<Column> = { shape, header: null, rows: [] }
  const text = await wholeText(path)
  const reader = csvReader((row) => take(reading, row), separatorOf(text, columnsOf(shape)))
  reader.push(text)
  reader.end()
  if (reading.header === null) faulty('empty-file')
  if (reading.rows.length === 0) faulty('no-rows')
  return reading.rows
}

type Header<Column extends string> = { readonly places: ReadonlyMap<Column, number>; readonly width: number }

type Reading<Column extends string> = {
  readonly shape: TableShape<Column>
  /** Null until it is read. */
  header: Header<Column> | null
  readonly rows: TableRow<Column>[]
}

async function wholeText(path: string): Promise<string> {
  const encoding = await encodingOf(path, LARGEST_TABLE_BYTES)
  let whole = ''
  for await (const text of textOf(path, encoding)) whole += text
  return whole
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t']

/** The one by which the header falls into the most of the columns; a comma, unless another does better. */
function separatorOf(text: string, columns: readonly string[]): Separator {
  const header = /\S.*/.exec(text)?.[0] ?? ''
  const found = SEPARATORS.map((separator) => {
    const names = header.split(separator).map((name) => folded(name.replaceAll('"', '')))
    return { separator, known: columns.filter((column) => names.includes(folded(column))).length }
  })
  return found.reduce((best, other) => (other.known > best.known ? other : best)).separator
}

const columnsOf = <Column extends string>({ columns, optionalColumns = [] }: TableShape<Column>): readonly Column[] => [
  ...columns,
  ...optionalColumns,
]

function take<Column extends string>(reading: Reading<Column>, row: CsvRow): void {
  if (row.cells.every((cell) => cell.trim() === '')) return
  if (reading.header === null) {
    reading.header = headerOf(row, reading.shape)
    return
  }
  const { mostRows = MOST_TABLE_ROWS } = reading.shape
  if (reading.rows.length === mostRows) faulty('too-many-rows', { most: mostRows })
  reading.rows.push(rowOf(row, reading.header))
}

function headerOf<Column extends string>({ cells }: CsvRow, shape: TableShape<Column>): Header<Column> {
  const columns = columnsOf(shape)
  const names = cells.map((cell) => columns.find((column) => folded(column) === folded(cell)) ?? cell)
  headerPositions(names, shape)
  const places = columns.map((column): [Column, number] => [column, names.indexOf(column)])
  // Columns without a name at the end are what a spreadsheet adds, and take with them nothing that counts.
  const width = names.findLastIndex((name) => name.trim() !== '') + 1
  return { width, places: new Map(places.filter(([, place]) => place !== -1)) }
}

/** "Claim Reference", "claim-reference" and "CLAIM_REFERENCE " are claim_reference. */
const folded = (name: string): string =>
  name
    .replace('\uFEFF', '')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_')

function rowOf<Column extends string>(row: CsvRow, header: Header<Column>): TableRow<Column> {
  const cells: Partial<Record<Column, string>> = {}
  for (const [column, place] of header.places) cells[column] = tidy(row.cells[place] ?? '')
  const wrong = [...header.places.keys()].find((column) => SPREADSHEET_ERRORS.has(cells[column] ?? ''))
  return {
    line: row.line,
    cells,
    fault: wrongLength(row, header.width) ?? (wrong ? isError(wrong, cells[wrong]) : null),
  }
}

const tidy = (cell: string): string => withoutGuard(cell.replaceAll(/[\s\u200b\ufeff]+/g, ' ').trim())

/** Empty cells too many are a spreadsheet's; cells too few may be a file that is cut off. */
function wrongLength({ cells, count }: CsvRow, width: number): string | null {
  const isWhole = count >= width && cells.slice(width).every((cell) => cell.trim() === '')
  return isWhole ? null : `It has ${count} cells where the header has ${width}: write one for each column`
}

const isError = (column: string, shown: string | undefined): string =>
  `${column} holds the spreadsheet error ${shown}: write what it should be`
