import { faulty } from './file-faults.ts'
import type { Importer } from './importer.ts'

type Header = {
  /** The positions of the wanted columns in the file, in its order. */
  readonly wanted: readonly number[]
  /** Where each wanted column is among the cells that are kept. */
  readonly kept: ReadonlyMap<string, number>
}

type Columns = Pick<Importer, 'columns' | 'optionalColumns' | 'oneOfColumns' | 'ignoresCase'>

/** Finds an importer's columns by name. Refuses a header that lacks one or names one twice. */
export function headerPositions(cells: readonly string[], importer: Columns): Header {
  const { columns, optionalColumns = [], oneOfColumns = [] } = importer
  const known = [...new Set([...columns, ...optionalColumns, ...oneOfColumns])]
  const names = namesOf(cells, known, importer)
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0) refuseHeader(names, missing)
  const hasOne = oneOfColumns.length === 0 || oneOfColumns.some((column) => names.includes(column))
  if (!hasOne) refuseHeader(names, [oneOfColumns.join(' or ')])
  const repeated = known.find((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (repeated !== undefined) faulty('repeated-column', { column: repeated })
  const wanted = names.flatMap((name, position) => (known.includes(name) ? [position] : []))
  return { wanted, kept: new Map(wanted.map((position, place) => [names[position] ?? '', place])) }
}

/** Whether a line has any of the importer's columns: the lines above the header have none. */
export function isHeader(cells: readonly string[], importer: Columns): boolean {
  const { columns, oneOfColumns = [] } = importer
  const names = namesOf(cells, [...columns, ...oneOfColumns], importer)
  return [...columns, ...oneOfColumns].some((column) => names.includes(column))
}

function namesOf(cells: readonly string[], known: readonly string[], { ignoresCase = false }: Columns) {
  const names = cells.map((cell) => cell.replace('\uFEFF', '').trim())
  if (!ignoresCase) return names
  return names.map((name) => known.find((column) => column.toLowerCase() === name.toLowerCase()) ?? name)
}

function refuseHeader(names: readonly string[], missing: readonly string[]): never {
  const other = SEPARATORS.find((separator) => names.length === 1 && names[0]?.includes(separator))
  if (other) faulty('wrong-separator', { separator: other })
  faulty('missing-columns', { missing, found: names.slice(0, 5) })
}

const SEPARATORS = [';', '\t', '|']
