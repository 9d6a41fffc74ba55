import type { TableRow } from '#src/kit/table-cells.ts'
import { codeOfCell } from '#src/kit/table-cells.ts'

export const HOURS_COLUMNS = ['trn', 'hours'] as const
export const MORE_HOURS_COLUMNS = ['school_urn', 'mentor_full_name'] as const
export type HoursColumn = (typeof HOURS_COLUMNS)[number] | (typeof MORE_HOURS_COLUMNS)[number]

export type HoursRow = {
  readonly line: number
  readonly trn: string
  readonly hours: number
  readonly schoolUrn: string | null
  readonly mentor: string | null
}
export type HoursFault = { readonly line: number; readonly message: string }

/** A mentor's hours of each row, or every fault with its line. The same mentor at the same school twice is a fault. */
export function readHours(rows: readonly TableRow<HoursColumn>[]) {
  const read = rows.map((row) => (row.fault === null ? rowOf(row) : { line: row.line, message: row.fault }))
  const first = new Map<string, number>()
  const found: HoursRow[] = []
  const faults: HoursFault[] = []
  for (const row of read) {
    const key = 'message' in row ? '' : `${row.trn} ${row.schoolUrn ?? ''}`
    const before = first.get(key)
    if ('message' in row) faults.push(row)
    else if (before !== undefined) faults.push({ line: row.line, message: `${row.trn} is on line ${before} already` })
    else {
      first.set(key, row.line)
      found.push(row)
    }
  }
  return { rows: found, faults }
}

function rowOf({ line, cells }: TableRow<HoursColumn>): HoursRow | HoursFault {
  const [trnCell = '', hoursCell = '', urnCell = ''] = [cells.trn, cells.hours, cells.school_urn]
  // Numbers begin with two zeros at most, so a shorter one has lost more than those.
  const trn = /\d.*\d.*\d.*\d.*\d/.test(trnCell) ? codeOfCell(trnCell, 7) : null
  if (trn === null) return { line, message: `trn is “${trnCell.slice(0, 20)}”: it must include 7 numbers` }
  const hours = /^(\d{1,3})(?:\.0+)?$/.exec(hoursCell)?.[1]
  if (hours === undefined || Number(hours) > 100)
    return { line, message: `hours is “${hoursCell.slice(0, 20)}”: write a whole number from 0 to 100` }
  const schoolUrn = urnCell === '' ? null : codeOfCell(urnCell, 6)
  if (urnCell !== '' && schoolUrn === null)
    return { line, message: `school_urn is “${urnCell.slice(0, 20)}”: it must include 6 numbers` }
  return { line, trn, hours: Number(hours), schoolUrn, mentor: cells.mentor_full_name || null }
}
