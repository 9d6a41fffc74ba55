import { faulty } from './file-faults.ts'
import type { Importer } from './importer.ts'

type Header = {
  /** The positions of the wanted columns in the file, in its order. */
  readonly wanted: readonly number[]
  /** Where each wanted column is among the cells that are kept. */
  readonly kept: ReadonlyMap<string, number>
}

/** Finds an importer's columns by name. Refuses a header that lacks one or names one twice. */
export function headerPositions(
  cells: readonly string[],
  { columns, optionalColumns = [] }: Pick<Importer, 'columns' | 'optionalColumns'>,
): Header {
  const names = cells.map((cell) => cell.replace('\uFEFF', '').trim())
  const missing = columns.filter((column) => !names.includes(column))
  if (missing.length > 0) refuseHeader(names, missing)
  const known = new Set([...columns, ...optionalColumns])
  const repeated = [...known].find((column) => names.indexOf(column) !== names.lastIndexOf(column))
  if (repeated !== undefined) faulty('repeated-column', { column: repeated })
  const wanted = names.flatMap((name, position) => (known.has(name) ? [position] : []))
  return { wanted, kept: new Map(wanted.map((position, place) => [names[position] ?? '', place])) }
}

function refuseHeader(names: readonly string[], missing: readonly string[]): never {
  const other = SEPARATORS.find((separator) => names.length === 1 && names[0]?.includes(separator))
  if (other) faulty('wrong-separator', { separator: other })
  faulty('missing-columns', { missing, found: names.slice(0, 5) })
}

const SEPARATORS = [';', '\t', '|']
