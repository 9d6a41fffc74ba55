import { Temporal } from '#src/kit/dates.ts'

/**
 * When a sound file is so unlike the last that somebody must say why it is right (standards §3.1, "importer bars").
 * Shares are of the last applied file's rows, and of the schools open now.
 */
const IMPORT_GUARDS = {
  fewestRows: 0.95,
  mostRows: 1.1,
  mostClosings: 0.02,
  /** Days. A file as old as this is a mistake; the extracts are made daily. */
  oldest: 730,
  /** Days. A file older than this is applied, and people are told. */
  stale: 31,
} as const

export type Unusual =
  | { readonly code: 'few-rows' | 'many-rows'; readonly rows: number; readonly lastRows: number }
  | { readonly code: 'too-old'; readonly day: string; readonly days: number }
  | { readonly code: 'older-than-last'; readonly day: string; readonly lastDay: string }
  | { readonly code: 'many-closings'; readonly closing: number; readonly open: number }

export type Measured = {
  readonly rows: number
  /** The day of the file's content; null where neither its name nor its rows say. */
  readonly day: Temporal.PlainDate | null
  readonly today: Temporal.PlainDate
  /** The last applied whole file of the same name. */
  readonly last: { readonly rows: number; readonly day: Temporal.PlainDate | null } | null
  /** Schools open before, and those of them that the file closes. */
  readonly open: number
  readonly closing: number
}

/** What is unusual about a file, worst surprise last; empty when nothing is. */
export const unusualAbout = (measured: Measured): readonly Unusual[] => [
  ...ageOf(measured),
  ...rowsOf(measured),
  ...closingsOf(measured),
]

/** The day in a file's name, such as edubasealldata20260901.csv; else null. */
export function dayInName(fileName: string): Temporal.PlainDate | null {
  const match = /(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/.exec(fileName)
  try {
    return match ? Temporal.PlainDate.from(`${match[1]}-${match[2]}-${match[3]}`) : null
  } catch {
    return null
  }
}

/** The day of a file: by its name or by its newest content, whichever is older. A name is easily changed. */
export function fileDay(fileName: string, newest: string | null): Temporal.PlainDate | null {
  const days = [dayInName(fileName), newest === null ? null : Temporal.PlainDate.from(newest)].filter(
    (day) => day !== null,
  )
  return days.sort(Temporal.PlainDate.compare)[0] ?? null
}

export const isStale = (day: Temporal.PlainDate | null, today: Temporal.PlainDate): boolean =>
  day !== null && day.until(today).days > IMPORT_GUARDS.stale

function ageOf({ day, today, last }: Measured): readonly Unusual[] {
  if (day === null) return []
  const days = day.until(today).days
  if (days >= IMPORT_GUARDS.oldest) return [{ code: 'too-old', day: day.toString(), days }]
  const lastDay = last?.day ?? null
  return lastDay !== null && Temporal.PlainDate.compare(day, lastDay) < 0
    ? [{ code: 'older-than-last', day: day.toString(), lastDay: lastDay.toString() }]
    : []
}

function rowsOf({ rows, last }: Measured): readonly Unusual[] {
  if (last === null) return []
  if (rows < last.rows * IMPORT_GUARDS.fewestRows) return [{ code: 'few-rows', rows, lastRows: last.rows }]
  if (rows > last.rows * IMPORT_GUARDS.mostRows) return [{ code: 'many-rows', rows, lastRows: last.rows }]
  return []
}

const closingsOf = ({ open, closing }: Measured): readonly Unusual[] =>
  closing > open * IMPORT_GUARDS.mostClosings ? [{ code: 'many-closings', closing, open }] : []
