import { Temporal } from '#src/kit/dates.ts'
import { codeOfCell, dayOfCell } from '#src/kit/table-cells.ts'
import type { ClaimStatus } from '../claims/claim-states.ts'

/** Tries that one number takes in a day, whoever asks: a date of birth is soon guessed. As for a teacher's own number. */
export const TRIES_OF_NUMBER = { limit: 20, seconds: 24 * 3_600 } as const

/** How often the teaching record's word that a number became another is followed. More is a circle. */
export const MOST_HOPS = 3

/** What the teaching record says of a number with which nobody can be claimed for any more. "Not found" may be a fault of the day. */
const OUT_OF_USE: ReadonlySet<string> = new Set(['deactivated', 'merged'])

/** Whether claims can be made with a number. */
export const isInUse = (status: string): boolean => !OUT_OF_USE.has(status)

/** The statuses in which nothing more can happen to the hours of a claim, unless it is audited: a mentor may go. */
const SETTLED: ReadonlySet<ClaimStatus> = new Set(['discarded', 'withdrawn', 'not-paid', 'paid', 'clawed-back'])

/** Whether a claim still needs its mentors on the school's list. */
export const needsItsMentors = (status: ClaimStatus): boolean => !SETTLED.has(status)

const SEPARATORS = /[\s\u200b-\u200f\u2060\ufeff().\-‐-―/\\]/g

/** A teacher reference number as a cell has it: "RP 12/34567", or 7 digits that a spreadsheet has taken leading zeros off. */
export function trnOfCell(cell: string): string | null {
  const bare = /^(?:TRN|RP)*(\d{4,7}(?:\.0+)?)$/.exec(
    cell
      .replace(/\.0+\s*$/, '')
      .replace(SEPARATORS, '')
      .toUpperCase(),
  )?.[1]
  return bare === undefined ? null : codeOfCell(bare, 7)
}

/** Day 0 of the numbers by which spreadsheets count days. */
const SPREADSHEET_EPOCH = Temporal.PlainDate.from('1899-12-30')
const EARLIEST = Temporal.PlainDate.from('1900-01-01')

/**
 * A date of birth as a cell has it: any form that can only mean one day, also the number into which a spreadsheet turns a day. A
 * year of two digits is the last such year that has been.
 */
export function birthdayOfCell(cell: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const counted = /^\d{4,5}$/.test(cell) ? SPREADSHEET_EPOCH.add({ days: Number(cell) }) : null
  const read = counted ?? dayOfCell(cell)
  if (read === null) return null
  const day = isAfter(read, today) && !/\d{4}/.test(cell) ? read.subtract({ years: 100 }) : read
  return isAfter(day, today) || isAfter(EARLIEST, day) ? null : day
}

const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) > 0
