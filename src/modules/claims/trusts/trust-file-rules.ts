import { type Money, times } from '#src/kit/money.ts'
import type { TableRow } from '#src/kit/table-cells.ts'
import { codeOfCell } from '#src/kit/table-cells.ts'
import type { Allowance } from '../allowance/allowance-rules.ts'
import { trnOfCell } from '../mentors/mentor-rules.ts'
import type { RowFault, TrustColumn, WantedClaim } from './trust-file.ts'

type Named = { readonly id: string; readonly name: string }

type TrustSchool = Named & {
  readonly urn: string
  /** What keeps it from claiming; null when it may. */
  readonly why: string | null
  /** For an hour of training; null while there is no rate. */
  readonly pencePerHour: Money | null
}

/** What a file of a trust is judged by. */
export type TrustFileFacts = {
  /** The trust's schools of today by URN. */
  readonly schools: ReadonlyMap<string, TrustSchool>
  /** Accredited providers by name in small letters and by UKPRN; null for what two have. */
  readonly providers: ReadonlyMap<string, Named | null>
  /** By school and number: `mentorKey`. */
  readonly mentors: ReadonlyMap<string, { readonly personId: string; readonly name: string }>
  readonly allowanceOf: (personId: string, providerId: string) => Allowance | undefined
  /** References of claims that are there already, by school and provider. */
  readonly othersOf: (schoolId: string, providerId: string) => readonly string[]
}

export type Judged = { readonly claims: readonly WantedClaim[]; readonly faults: readonly RowFault[] }

export const mentorKey = (schoolId: string, trn: string): string => `${schoolId} ${trn}`
export const providerKey = (cell: string): string => cell.toLowerCase().replaceAll(/\s+/g, ' ').trim()

/** Every row of a trust's file as part of a claim, or with its fault. A file with a fault is not applied. */
export function judgeTrustFile(rows: readonly TableRow<TrustColumn>[], facts: TrustFileFacts): Judged {
  const read = rows.map((row) => readRow(row, facts))
  const good = read.flatMap((row) => ('fault' in row ? [] : [row]))
  const faults = [...read.flatMap((row) => ('fault' in row ? [row] : [])), ...together(good, facts)]
  return { claims: claimsOf(good, facts), faults: faults.toSorted((one, other) => one.line - other.line) }
}

type Row = {
  readonly line: number
  readonly school: TrustSchool
  readonly provider: Named
  readonly mentor: { readonly personId: string; readonly name: string; readonly trn: string }
  readonly hours: number
}

type Cells = TableRow<TrustColumn>['cells']

/** Each part of a row is read or says what is wrong with it; the first fault is told. */
function readRow({ line, cells, fault }: TableRow<TrustColumn>, facts: TrustFileFacts): Row | RowFault {
  if (fault !== null) return { line, fault }
  const school = schoolIn(cells, facts)
  if (typeof school === 'string') return { line, fault: school }
  const provider = providerIn(cells, facts)
  if (typeof provider === 'string') return { line, fault: provider }
  const mentor = mentorIn(cells, school, facts)
  if (typeof mentor === 'string') return { line, fault: mentor }
  const hours = Number(/^([0-9]{1,3})(\.0+)?$/.exec(cells.hours ?? '')?.[1] ?? 0)
  if (hours < 1) return { line, fault: `The hours must be a whole number, and are ${quoted(cells.hours)}` }
  return { line, school, provider, mentor, hours }
}

function schoolIn(cells: Cells, { schools }: TrustFileFacts): TrustSchool | string {
  const school = schools.get(codeOfCell(cells.school_urn ?? '', 6) ?? '')
  if (!school) return `No school of the trust has the URN ${quoted(cells.school_urn)} today`
  return school.why === null ? school : `${school.name} cannot claim now: ${school.why}`
}

function providerIn(cells: Cells, { providers }: TrustFileFacts): Named | string {
  const provider = providers.get(providerKey(cells.provider ?? ''))
  if (provider === null) return `More than one accredited provider is called ${quoted(cells.provider)}: give its UKPRN`
  return provider ?? `No accredited provider of today has the name or UKPRN ${quoted(cells.provider)}`
}

function mentorIn(cells: Cells, school: TrustSchool, { mentors }: TrustFileFacts): Row['mentor'] | string {
  const trn = trnOfCell(cells.mentor_trn ?? '')
  const mentor = trn === null ? undefined : mentors.get(mentorKey(school.id, trn))
  if (trn !== null && mentor) return { personId: mentor.personId, name: mentor.name, trn }
  return `${school.name} has no mentor with the number ${quoted(cells.mentor_trn)}: add them first`
}

const quoted = (cell: string | undefined): string => (cell ? `“${cell.slice(0, 60)}”` : 'that is missing')

/** What is wrong with rows only when they are seen together: a mentor twice in a claim, and more hours than are left. */
function together(rows: readonly Row[], { allowanceOf }: TrustFileFacts): readonly RowFault[] {
  const faults: RowFault[] = []
  for (const same of Map.groupBy(rows, (row) => `${claimKey(row)} ${row.mentor.personId}`).values()) {
    const [first, ...others] = same
    for (const { line, mentor } of others) {
      faults.push({ line, fault: `${mentor.name} is on line ${first?.line} for the same school and provider` })
    }
  }
  for (const same of Map.groupBy(rows, (row) => `${row.mentor.personId} ${row.provider.id}`).values()) {
    const last = same.at(-1)
    if (!last) continue
    const asked = sumOf(same)
    const left = allowanceOf(last.mentor.personId, last.provider.id)?.left ?? 0
    const name = `${last.mentor.name} has ${left} hours left with ${last.provider.name}`
    if (asked > left) faults.push({ line: last.line, fault: `${name}, and the file asks for ${asked}` })
  }
  return faults
}

const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, { hours }) => sum + hours, 0)

const claimKey = ({ school, provider }: Row): string => `${provider.id} ${school.id}`

/** A claim for each school and provider, always in the same order, so that two files never wait for each other for ever. */
function claimsOf(rows: readonly Row[], { othersOf }: TrustFileFacts): readonly WantedClaim[] {
  const grouped = [...Map.groupBy(rows, claimKey)].toSorted(([one], [other]) => (one < other ? -1 : 1))
  return grouped.flatMap(([, same]) => {
    const [first] = same
    if (!first) return []
    const { school, provider } = first
    return [
      {
        ...{ schoolId: school.id, schoolUrn: school.urn, schoolName: school.name },
        ...{ providerId: provider.id, providerName: provider.name },
        mentors: same.map(({ line, mentor, hours }) => ({ line, ...mentor, hours })),
        pence: school.pencePerHour === null ? null : times(school.pencePerHour, sumOf(same)),
        others: [...othersOf(school.id, provider.id)],
      },
    ]
  })
}
