import { Temporal } from '#src/kit/dates.ts'

/**
 * The cells of the row being read, by the name of their column. What cannot be used is said once, with the column's name,
 * and the row is then left out; what can be done without is only noted.
 */
export type Cells<Column extends string> = {
  /** Trimmed; null where the cell is empty or holds a placeholder. */
  readonly text: (column: Column) => string | null
  /** As `text`; without it the row is left out. */
  readonly needed: (column: Column) => string
  /** As `needed`, and of this form. `what` says what is expected: "a URN of 5 or 6 digits". */
  readonly code: (column: Column, form: RegExp, what: string) => string
  /** As `text`; of another form it is noted and treated as empty. */
  readonly codeIfAny: (column: Column, form: RegExp, what: string) => string | null
  /** 31-08-2026 or 31/08/2026, as 2026-08-31; 01-01-1900 is a placeholder. */
  readonly date: (column: Column) => string | null
  /** A whole number, with or without thousands commas; anything else is noted and treated as empty. */
  readonly whole: (column: Column) => number | null
  readonly reject: (reason: string) => void
  readonly note: (note: string) => void
}

export type CellsReader<Column extends string> = Cells<Column> & {
  /** Makes this row the one that is read. */
  readonly load: (cells: readonly string[]) => void
  readonly problems: readonly string[]
  readonly notes: readonly string[]
}

const PLACEHOLDERS: ReadonlySet<string> = new Set(
  ['', 'not recorded', 'not-recorded', 'not applicable', 'not-applicable', 'does not apply', 'null'].flatMap((text) => [
    text,
    text.toUpperCase(),
    text.charAt(0).toUpperCase() + text.slice(1),
  ]),
)
/** What a spreadsheet writes where a formula has gone wrong. */
export const SPREADSHEET_ERRORS: ReadonlySet<string> = new Set([
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#NAME?',
  '#DIV/0!',
  '#NULL!',
  '#NUM!',
])
const NO_DAY = '1900-01-01'

/** `positions`: where in a row's kept cells each column is. */
export function cellsReader<Column extends string>(positions: ReadonlyMap<string, number>): CellsReader<Column> {
  let cells: readonly string[] = []
  const problems: string[] = []
  const notes: string[] = []
  const text = (column: Column): string | null => {
    const value = tidy(cells[positions.get(column) ?? -1] ?? '')
    if (SPREADSHEET_ERRORS.has(value)) problems.push(`${column} holds the spreadsheet error ${value}`)
    return PLACEHOLDERS.has(value) ? null : value
  }
  return {
    load(row) {
      cells = row
      problems.length = 0
      notes.length = 0
    },
    problems,
    notes,
    text,
    ...formsOf({ text, problems, notes }),
    reject: (reason) => void problems.push(reason),
    note: (note) => void notes.push(note),
  }
}

type Told<Column extends string> = {
  readonly text: (column: Column) => string | null
  readonly problems: string[]
  readonly notes: string[]
}

function formsOf<Column extends string>({ text, problems, notes }: Told<Column>) {
  const days = new Map<string, string | null>()
  const needed = (column: Column): string => {
    const value = text(column)
    if (value === null) problems.push(`${column} is empty`)
    return value ?? ''
  }
  return {
    needed,
    code(column: Column, form: RegExp, what: string): string {
      const value = needed(column)
      if (value !== '' && !form.test(value)) problems.push(`${column} is “${shown(value)}”, not ${what}`)
      return value
    },
    codeIfAny(column: Column, form: RegExp, what: string): string | null {
      const value = text(column)
      if (value === null || form.test(value)) return value
      notes.push(`${column} is not ${what}, so it is left empty`)
      return null
    },
    date(column: Column): string | null {
      const value = text(column)
      if (value === null) return null
      const day = remembered(days, value, isoDate)
      if (day === null) problems.push(`${column} is “${shown(value)}”, not a day such as 31-08-2026`)
      return day === NO_DAY ? null : day
    },
    whole(column: Column): number | null {
      const value = text(column)
      if (value === null) return null
      if (WHOLE_NUMBER.test(value)) return Number(value.replaceAll(',', ''))
      notes.push(`${column} is not a whole number, so it is left empty`)
      return null
    },
  }
}

const WHOLE_NUMBER = /^\d{1,3}(,\d{3})*$|^\d{1,9}$/

// Most cells are tidy already: looking costs less than making a new string.
const UNTIDY = /^\s|\s$|[^\S ]| {2}/
const tidy = (value: string): string => (UNTIDY.test(value) ? value.trim().replaceAll(/\s+/g, ' ') : value)

const shown = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value)

function remembered<Value>(known: Map<string, Value>, key: string, work: (key: string) => Value): Value {
  const found = known.get(key)
  if (found !== undefined) return found
  const value = work(key)
  // A file of nothing but different days must not fill the memory.
  if (known.size < 50_000) known.set(key, value)
  return value
}

/** Null where it is no day of the calendar. */
export function isoDate(value: string): string | null {
  const match = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(value)
  if (!match?.[1] || !match[2] || !match[3]) return null
  try {
    const parts = { year: Number(match[3]), month: Number(match[2]), day: Number(match[1]) }
    return Temporal.PlainDate.from(parts, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}
