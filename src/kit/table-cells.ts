import { Temporal } from './dates.ts'
import { type Money, pence } from './money.ts'

/** A row of a small table that somebody made. `src/platform/imports/read-table.ts` reads such tables. */
export type TableRow<Column extends string> = {
  /** The row's first line in the file, as an editor or a spreadsheet numbers it. */
  readonly line: number
  /** Trimmed, "" where it is empty; a column that the file lacks is not there. */
  readonly cells: Readonly<Partial<Record<Column, string>>>
  /** Why the row cannot be used, or null: a sentence without its full stop. */
  readonly fault: string | null
}

// What cells meant before a spreadsheet changed them. Each answers null where that cannot be said for certain.

/** A code of so many digits: "123456" was 0123456 before its leading zero was lost. "1.23E+05" has lost more than that. */
export function codeOfCell(cell: string, digits: number): string | null {
  const written = /^(\d+)(?:\.0+)?$/.exec(cell.replaceAll(/[\s-]/g, ''))?.[1]
  return written === undefined || written.length > digits ? null : written.padStart(digits, '0')
}

/** An amount in pounds: "876.00", "876.5", "£1,234.50". More than two decimals, or a comma for a point, is no amount. */
export function moneyOfCell(cell: string): Money | null {
  const written = cell.replaceAll(/\s/g, '').replace(/^(-?)£/, '$1')
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(written)
  if (!match?.[2]) return null
  const amount = Number(match[2].replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return pence(match[1] === '-' && amount > 0 ? -amount : amount)
}

/** A day: "2026-08-31", "31/08/2026", "31-Aug-26", each with or without midnight behind it. The month never comes first. */
export function dayOfCell(cell: string): Temporal.PlainDate | null {
  const written = cell.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '')
  const [year, month, day] = isoParts(written) ?? britishParts(written) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const whole = year < 100 ? 2000 + year : year
  const nearest = Temporal.PlainDate.from({ year: whole, month: Math.max(1, month), day: Math.max(1, day) })
  return nearest.month === month && nearest.day === day ? nearest : null
}

type Parts = readonly number[] | null

function isoParts(written: string): Parts {
  return /^(\d{4})-(\d{2})-(\d{2})$/.exec(written)?.slice(1).map(Number) ?? null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function britishParts(written: string): Parts {
  const match = /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9})[-/. ](\d{4}|\d{2})$/i.exec(written)
  if (!match?.[1] || !match[2] || !match[3]) return null
  const word = match[2].toLowerCase()
  const month = /^\d/.test(word) ? Number(word) : MONTHS.indexOf(word.slice(0, 3)) + 1
  return [Number(match[3]), month, Number(match[1])]
}
