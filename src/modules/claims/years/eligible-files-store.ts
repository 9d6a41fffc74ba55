import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { wholeFile } from '#src/platform/imports/file-text.ts'
import { FILE_STATUSES, type FileStatus } from '../files/claim-file.ts'
import { insertFile } from '../files/files-store.ts'
import type { EligibleFault, EligibleRow } from './eligible-school.ts'

/** A list of eligible schools that was uploaded, as it was read. */
export type EligibleFile = {
  readonly id: string
  readonly year: number
  readonly fileName: string
  readonly status: FileStatus
  readonly rows: readonly EligibleRow[]
  readonly faults: readonly EligibleFault[]
  readonly madeByName: string
  readonly madeAt: Temporal.Instant
  readonly appliedAt: Temporal.Instant | null
}

type New = Pick<EligibleFile, 'year' | 'fileName' | 'rows' | 'faults'> & {
  readonly path: string
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Temporal.Instant
}

/** Keeps a file as it came, with what was read of it. */
export async function insertEligibleFile(tx: Tx, { year, rows, faults, path, ...file }: New): Promise<string> {
  const read = { rows: [{ year, schools: rows }], faults, bytes: await wholeFile(path) }
  return (await insertFile(tx, { ...file, ...read, kind: 'eligible-schools', status: 'previewed' })).id
}

const Schools = z.object({
  year: z.int(),
  schools: z.array(
    z.object({
      ...{ line: z.int(), urn: z.string(), name: z.string(), schoolId: z.uuid() },
      ...{ registerName: z.string(), isListed: z.boolean() },
    }),
  ),
})
const Faults = z.array(z.object({ line: z.int(), urn: z.string(), name: z.string(), fault: z.string() }))

/** The list of the address; null when there is none. */
export const eligibleFile = async (reader: Reader, id: string): Promise<EligibleFile | null> =>
  fileFrom(await files(reader).where('id', '=', id).executeTakeFirst())

/** The same, held until the transaction ends. */
export const lockEligibleFile = async (tx: Tx, id: string): Promise<EligibleFile | null> =>
  fileFrom(await files(tx).where('id', '=', id).forUpdate().executeTakeFirst())

/** The newest lists, for the page that takes another. */
export async function newestEligibleFiles(reader: Reader): Promise<readonly EligibleFile[]> {
  const rows = await files(reader).orderBy('made_at', 'desc').limit(MOST_SHOWN).execute()
  return rows.flatMap((row) => fileFrom(row) ?? [])
}

const MOST_SHOWN = 5

const files = (reader: Reader) =>
  reader
    .selectFrom('claims.files')
    .select(['id', 'file_name', 'status', 'rows', 'faults', 'made_by_name', 'made_at', 'applied_at'])
    .where('kind', '=', 'eligible-schools')

type Row = Awaited<ReturnType<ReturnType<typeof files>['executeTakeFirst']>>

function fileFrom(row: Row): EligibleFile | null {
  if (!row) return null
  const [{ year, schools }] = z.tuple([Schools]).parse(row.rows)
  return {
    ...{ id: row.id, year, fileName: row.file_name, rows: schools, faults: Faults.parse(row.faults) },
    status: z.enum(FILE_STATUSES).parse(row.status),
    ...{ madeByName: row.made_by_name, madeAt: row.made_at, appliedAt: row.applied_at },
  }
}
