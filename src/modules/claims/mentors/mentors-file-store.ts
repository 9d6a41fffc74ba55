import { z } from 'zod'
import { csvLine } from '#src/kit/csv.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { insertFile } from '../files/files-store.ts'
import { FaultyRow, MatchedRow, MENTOR_FILE_STATUSES, type MentorsFile } from './mentors-file.ts'

type New = Pick<MentorsFile, 'schoolId' | 'fileName' | 'rows' | 'faults'> & {
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Temporal.Instant
}

/** Keeps what was found of a file. The file itself holds dates of birth, so what is kept is made of the findings. */
export async function insertMentorsFile(tx: Tx, { schoolId, fileName, rows, faults, by, now }: New): Promise<string> {
  const found = rows.map(({ line, trn, name }) => csvLine([line, trn, name])).join('')
  const bytes = Buffer.from(csvLine(['line', 'trn', 'name_on_teaching_record']) + found)
  const file = { fileName, bytes, by, rows, faults, now }
  return (await insertFile(tx, { kind: 'mentors', organisationId: schoolId, status: 'previewed', ...file })).id
}

type One = { readonly schoolId: string; readonly fileId: string }

/** A file of a school; null when there is none. One query. */
export const mentorsFile = async (reader: Reader, one: One): Promise<MentorsFile | null> =>
  fileFrom(await filesOf(reader, one).executeTakeFirst())

/** As `mentorsFile`, locked until the transaction ends. */
export const lockMentorsFile = async (tx: Tx, one: One): Promise<MentorsFile | null> =>
  fileFrom(await filesOf(tx, one).forUpdate().executeTakeFirst())

const filesOf = (reader: Reader, { schoolId, fileId }: One) =>
  reader
    .selectFrom('claims.files')
    .select(['id', 'organisation_id', 'file_name', 'status', 'made_by_name', 'made_at', 'rows', 'faults'])
    .where('id', '=', fileId)
    .where('kind', '=', 'mentors')
    .where('organisation_id', '=', schoolId)

type Row = Awaited<ReturnType<ReturnType<typeof filesOf>['executeTakeFirst']>>

function fileFrom(row: Row): MentorsFile | null {
  const status = MENTOR_FILE_STATUSES.find((known) => known === row?.status)
  if (!row || !status) return null
  return {
    ...{ id: row.id, schoolId: row.organisation_id ?? '', fileName: row.file_name, status },
    ...{ madeByName: row.made_by_name, madeAt: row.made_at },
    rows: z.array(MatchedRow).parse(row.rows),
    faults: z.array(FaultyRow).parse(row.faults),
  }
}
