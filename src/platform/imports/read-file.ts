import type { Tx } from '../db/database.ts'
import { type CellsReader, cellsReader } from './cells.ts'
import { type CsvRow, csvReader } from './csv-reader.ts'
import { faulty } from './file-faults.ts'
import { MOST_REJECTS, REJECT_CHARACTERS_KEPT, REJECTS_ALWAYS_BORNE, REJECTS_KEPT } from './file-limits.ts'
import { encodingOf, textOf } from './file-text.ts'
import { headerPositions, isHeader } from './header.ts'
import type { Importer } from './importer.ts'
import { openStaging, type Staging } from './staging.ts'

/** A row that cannot be used: its line in the file, why, and how it begins. */
export type Reject = { readonly line: number; readonly reason: string; readonly raw: string }

export type ReadFile = {
  /** Rows of the file, used or not, without the header. */
  readonly rows: number
  readonly staged: number
  /** Rows that are none of the importer's. */
  readonly passedOver: number
  readonly rejected: number
  /** The first of them. */
  readonly rejects: readonly Reject[]
  /** What was noted, and in how many rows. */
  readonly notes: Readonly<Record<string, number>>
  /** The newest day in the importer's dated column that is not after `today`. */
  readonly newest: string | null
}

type Options = {
  readonly path: string
  readonly importer: Importer
  /** 2026-08-31: days after it do not say how new a file is. */
  readonly today: string
  /** Called every few thousand rows. */
  readonly onProgress: (rows: number) => void
}

/**
 * Reads a file of rows into the transaction's staging table, a piece at a time, however large it is. Refuses (by throwing)
 * a file with any fault of the whole; rows with faults of their own are left out and named.
 */
export async function readFile(tx: Tx, options: Options): Promise<ReadFile> {
  const encoding = await encodingOf(options.path)
  const staging = await openStaging(tx, options.importer.staged)
  const reading = newReading(options, staging)
  const reader = csvReader((row) => takeRow(reading, row, reader.want))
  try {
    for await (const text of textOf(options.path, encoding)) {
      reader.push(text)
      await staging.ready()
    }
    reader.end()
    const read = resultOf(reading)
    await staging.finish()
    return read
  } catch (error) {
    await staging.abandon()
    throw error
  }
}

type Reading = {
  readonly options: Options
  readonly staging: Staging
  /** Null until the header is read. */
  cells: CellsReader<string> | null
  columnCount: number
  /** The lines above the header. */
  readonly above: (readonly string[])[]
  readonly keys: Map<string, number>
  readonly rejects: Reject[]
  readonly notes: Map<string, number>
  rows: number
  staged: number
  passedOver: number
  rejected: number
  newest: string | null
}

const newReading = (options: Options, staging: Staging): Reading => ({
  ...{ options, staging, cells: null, columnCount: 0, above: [], keys: new Map(), rejects: [], notes: new Map() },
  ...{ rows: 0, staged: 0, passedOver: 0, rejected: 0, newest: null },
})

const PROGRESS_EVERY = 5_000

function takeRow(reading: Reading, row: CsvRow, want: (positions: readonly number[]) => void): void {
  const { cells } = reading
  if (cells === null) {
    takeHeader(reading, row, want)
    return
  }
  if (row.count !== reading.columnCount) {
    faulty('row-of-wrong-length', { line: row.line, columns: row.count, expected: reading.columnCount })
  }
  reading.rows += 1
  if (reading.rows % PROGRESS_EVERY === 0) reading.options.onProgress(reading.rows)
  cells.load(row.cells)
  stageRow(reading, cells, row)
}

function takeHeader(reading: Reading, row: CsvRow, want: (positions: readonly number[]) => void): void {
  const { importer } = reading.options
  if (reading.above.length < (importer.linesBefore ?? 0) && !isHeader(row.cells, importer)) {
    reading.above.push(row.cells)
    return
  }
  const header = headerPositions(row.cells, importer)
  reading.columnCount = row.count
  reading.cells = cellsReader(header.kept)
  want(header.wanted)
}

function stageRow(reading: Reading, cells: CellsReader<string>, row: CsvRow): void {
  const { importer } = reading.options
  const values = importer.read(cells)
  if (cells.problems.length > 0) {
    reject(reading, row, cells.problems)
    return
  }
  if (values === null) {
    reading.passedOver += 1
    return
  }
  for (const note of cells.notes) reading.notes.set(note, (reading.notes.get(note) ?? 0) + 1)
  if (importer.key) refuseRepeat(reading, importer.key.map((column) => values[column]).join(' '), row.line)
  if (importer.dated) rememberNewest(reading, values[importer.dated])
  reading.staged += 1
  reading.staging.add(row.line, values)
}

function reject(reading: Reading, row: CsvRow, problems: readonly string[]): void {
  reading.rejected += 1
  if (reading.rejects.length >= REJECTS_KEPT) return
  reading.rejects.push({ line: row.line, reason: problems.join('; '), raw: row.raw().slice(0, REJECT_CHARACTERS_KEPT) })
}

function refuseRepeat({ keys, options }: Reading, key: string, line: number): void {
  const earlier = keys.get(key)
  if (earlier !== undefined) faulty('repeated-key', { key, columns: options.importer.key, lines: [earlier, line] })
  keys.set(key, line)
}

function rememberNewest(reading: Reading, value: unknown): void {
  if (typeof value !== 'string' || value > reading.options.today) return
  if (reading.newest === null || value > reading.newest) reading.newest = value
}

function resultOf(reading: Reading): ReadFile {
  const { rows, staged, passedOver, rejected, rejects, newest, notes } = reading
  // Nothing was a header: what the first line lacks is what to say.
  if (reading.cells === null && reading.above[0]) headerPositions(reading.above[0], reading.options.importer)
  if (reading.cells === null) faulty('empty-file')
  if (rows === 0) faulty('no-rows')
  if (rejected > Math.max(REJECTS_ALWAYS_BORNE, rows * MOST_REJECTS) || rejected === rows) {
    faulty('too-many-rejects', { rejected, rows, rejects })
  }
  return { rows, staged, passedOver, rejected, rejects, newest, notes: Object.fromEntries(notes) }
}
