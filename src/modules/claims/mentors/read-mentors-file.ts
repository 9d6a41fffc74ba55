import type { Temporal } from '#src/kit/dates.ts'
import { londonDate } from '#src/kit/dates.ts'
import type { TableRow } from '#src/kit/table-cells.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { tableRefusalText } from '#src/platform/imports/file-fault-text.ts'
import { tableOrRefusal } from '#src/platform/imports/table-or-refusal.ts'
import { waitText } from '#src/ui/wait-text.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { type Looked, lookForMentor } from './look-for-mentor.ts'
import type { Mentor } from './mentor.ts'
import { birthdayOfCell, trnOfCell } from './mentor-rules.ts'
import { type FaultyRow, type MatchedRow, MENTOR_COLUMNS } from './mentors-file.ts'
import { mentorsOfSchool } from './mentors-queries.ts'

type Column = (typeof MENTOR_COLUMNS)[number]
type Given = { readonly line: number; readonly trn: string; readonly dateOfBirth: Temporal.PlainDate }

export type ReadMentors =
  | { readonly ok: true; readonly rows: readonly MatchedRow[]; readonly faults: readonly FaultyRow[] }
  /** Why the whole file cannot be looked at now: sentences. */
  | { readonly ok: false; readonly message: string }

type Reading = { readonly schoolId: string; readonly path: string }

/** Reads a file of mentors and asks the teaching record for each. Nothing is kept by it; dates of birth end here. */
export async function readMentorsFile(request: WebRequest, { schoolId, path }: Reading): Promise<ReadMentors> {
  const anHour = (await figuresOn(request.db, request.now))['mentor-lookups-an-hour']
  const table = await tableOrRefusal<Column>(path, { columns: MENTOR_COLUMNS, mostRows: anHour })
  if (!table.ok) return { ok: false, message: tableRefusalText(table.refusal) }
  const read = rowsIn(table.value, londonDate(request.now))
  const onList = new Map((await mentorsOfSchool(request.db, schoolId)).map((mentor) => [mentor.trn, mentor]))
  const found: (MatchedRow | FaultyRow)[] = []
  for (const row of read) {
    if ('fault' in row) {
      found.push(row)
      continue
    }
    const answer = await foundFor(request, { schoolId, anHour, row, known: onList.get(row.trn) })
    if (typeof answer === 'string') return { ok: false, message: answer }
    found.push(answer)
  }
  return {
    ok: true,
    rows: found.flatMap((row) => ('fault' in row ? [] : [{ ...row, onListAlready: onList.has(row.trn) }])),
    faults: found.flatMap((row) => ('fault' in row ? [row] : [])),
  }
}

/** Each row as it can be asked for, or its fault. Nothing that was typed is repeated in a fault: it is kept. */
function rowsIn(table: readonly TableRow<Column>[], today: Temporal.PlainDate): readonly (Given | FaultyRow)[] {
  const first = new Map<string, number>()
  return table.map(({ line, cells, fault }) => {
    const trn = trnOfCell(cells.trn ?? '')
    const dateOfBirth = birthdayOfCell(cells.date_of_birth ?? '', today)
    if (fault !== null) return { line, fault }
    if (trn === null) return { line, fault: 'The teacher reference number (TRN) must include 7 numbers' }
    if (dateOfBirth === null) return { line, fault: BIRTHDAY }
    const earlier = first.get(trn)
    if (earlier !== undefined) return { line, fault: `It has the same number as line ${earlier}: take one of them out` }
    first.set(trn, line)
    return { line, trn, dateOfBirth }
  })
}

const BIRTHDAY =
  'The date of birth must be a day in the past, with the day before the month, like 27/03/1987 or 1987-03-27'

type Asked = {
  readonly schoolId: string
  readonly anHour: number
  readonly row: Given
  /** Who is on the school's list with the number: the school knows them, so nobody is asked again. */
  readonly known: Mentor | undefined
}

/** What was found for a row, or sentences that stop the whole file. */
async function foundFor(request: WebRequest, { schoolId, anHour, row, known }: Asked) {
  const { line, trn, dateOfBirth } = row
  if (known) return { line, trn, followedFrom: null, name: known.name, onListAlready: true }
  const looked = await lookForMentor(request, { schoolId, trn, dateOfBirth, anHour })
  if (looked.kind === 'silent') {
    return 'The teaching record does not answer at the moment. Nothing of the file was kept. Upload it again in a few minutes.'
  }
  if (looked.kind === 'too-many') {
    return `You have looked for many mentors in a short time. Nothing of the file was kept. Upload it again in ${waitText(looked.waitSeconds)}.`
  }
  if (looked.kind === 'found') return { line, ...looked.found, onListAlready: false }
  return { line, fault: FAULTS[looked.kind] }
}

const FAULTS: Readonly<Record<Exclude<Looked['kind'], 'found' | 'silent' | 'too-many'>, string>> = {
  nobody: 'No teaching record has this number together with this date of birth: check both',
  deactivated: 'The teaching record with this number is not in use any more: ask the mentor for the number that is',
}
