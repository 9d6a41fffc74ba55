import { dateText, type Temporal } from '#src/kit/dates.ts'
import { codeOfCell } from '#src/kit/table-cells.ts'
import type { ELIGIBLE_COLUMNS, EligibleFault, EligibleRow } from './eligible-school.ts'

type Row = {
  readonly line: number
  readonly cells: Readonly<Partial<Record<(typeof ELIGIBLE_COLUMNS)[number], string>>>
  readonly fault: string | null
}

/** What the register says of a school that matters here. */
type KnownSchool = {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly closedOn: Temporal.PlainDate | null
  readonly districtCode: string | null
}

type Register = {
  readonly schools: ReadonlyMap<string, KnownSchool>
  /** Ids of those that are on the list already. */
  readonly listed: ReadonlySet<string>
}

/** What the rows of a file are, once the register was asked. A file with a fault is not taken at all. */
export function readEligible(rows: readonly Row[], register: Register) {
  const firstOf = new Map<string, number>()
  for (const { line, cells } of rows.toReversed()) firstOf.set(urnOf(cells.urn) ?? '', line)
  const read = rows.map((row) => readRow(row, register, firstOf))
  return {
    rows: read.filter((row): row is EligibleRow => 'schoolId' in row),
    faults: read.filter((row): row is EligibleFault => 'fault' in row),
  }
}

function readRow(row: Row, { schools, listed }: Register, firstOf: ReadonlyMap<string, number>) {
  const { line, cells } = row
  const { name = '', urn: typed = '' } = cells
  const urn = urnOf(typed) ?? typed
  const school = schools.get(urn)
  const fault = row.fault ?? faultOf({ line, typed, urn, school }, firstOf)
  if (fault !== null || !school) return { line, urn, name, fault: fault ?? '' }
  return { line, urn, name, schoolId: school.id, registerName: school.name, isListed: listed.has(school.id) }
}

type Found = {
  readonly line: number
  readonly typed: string
  readonly urn: string
  readonly school: KnownSchool | undefined
}

function faultOf({ line, typed, urn, school }: Found, firstOf: ReadonlyMap<string, number>): string | null {
  if (urnOf(typed) === null) return `“${typed}” is no URN of ${URN_DIGITS} digits`
  const first = firstOf.get(urn) ?? line
  if (first !== line) return `It is the same school as on line ${first}`
  return school ? whyNotEligible(school) : 'No school has this URN'
}

/** URNs of a file, to ask the register for all of them at once. */
export const urnOf = (cell: string | undefined): string | null => codeOfCell(cell ?? '', URN_DIGITS)

const URN_DIGITS = 6

type Judged = Pick<KnownSchool, 'status' | 'closedOn' | 'districtCode'>

/**
 * Why a school cannot be on the list, as a sentence without its full stop; null where it can. Any kind of school in England that
 * hosts trainees may claim; schools in Wales may not (decision of 12 March 2024: there is no route to pay them).
 */
export function whyNotEligible({ status, closedOn, districtCode }: Judged): string | null {
  if (status === 'closed')
    return `It closed${closedOn ? ` on ${dateText(closedOn)}` : ''}: use the school that took over`
  return districtCode?.toUpperCase().startsWith('W') ? 'It is in Wales: only schools in England can claim' : null
}

const words = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a file calls a school something else than the register, which may mean that the URN is another school's. */
export const isNamedOtherwise = ({ name, registerName }: Pick<EligibleRow, 'name' | 'registerName'>): boolean =>
  words(name) !== words(registerName)
