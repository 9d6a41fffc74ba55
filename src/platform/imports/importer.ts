import type { Cells } from './cells.ts'

/** What may stand in a staged column. Days are text, 2026-08-31. */
export type StagedValue = string | number | boolean | null

/**
 * One kind of file: which columns it must have, and what a row of it means. Columns are found by name; their order and
 * further columns do not matter.
 */
export type Importer<Column extends string = string, Staged extends string = string> = {
  /** As `bin/import` and the pages name it. */
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
  /** Used where they are there. */
  readonly optionalColumns?: readonly Column[]
  /** Of these, which are optional one by one, at least one must be there. */
  readonly oneOfColumns?: readonly Column[]
  /** Columns are found in capital or small letters: the publisher changes them from file to file. */
  readonly ignoresCase?: boolean
  /** Lines that may stand above the header, such as a title. */
  readonly linesBefore?: number
  /** The columns of the table that rows are staged in, with their types. */
  readonly staged: Readonly<Record<Staged, SqlType>>
  /** A method, so that a list can hold importers of many columns. Null: the row is none of ours and passed over. */
  read(cells: Cells<Column>): Readonly<Record<NoInfer<Staged>, StagedValue>> | null
  /** Which staged columns tell two rows apart: a file that repeats them is refused. */
  readonly key?: readonly NoInfer<Staged>[]
  /** The staged column whose newest day says how old the content is. */
  readonly dated?: NoInfer<Staged>
}

export type SqlType = 'text' | 'uuid' | 'date' | 'smallint' | 'integer' | 'boolean'

/** Keeps the names of the columns checked against each other. */
export const defineImporter = <const Column extends string, const Staged extends string>(
  importer: Importer<Column, Staged>,
): Importer<Column, Staged> => importer
