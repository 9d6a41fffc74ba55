import { z } from 'zod'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { RowFault, type TrustFile, WantedClaim } from './trust-file.ts'

type One = { readonly trustId: string; readonly fileId: string }

/** A file of a trust; null when there is none. One query. */
export const trustFile = async (reader: Reader, one: One): Promise<TrustFile | null> =>
  fileFrom(await filesOf(reader, one).executeTakeFirst())

/** As `trustFile`, locked until the transaction ends. */
export const lockTrustFile = async (tx: Tx, one: One): Promise<TrustFile | null> =>
  fileFrom(await filesOf(tx, one).forUpdate().executeTakeFirst())

const filesOf = (reader: Reader, { trustId, fileId }: One) =>
  reader
    .selectFrom('claims.files')
    .select(['id', 'file_name', 'status', 'made_by_name', 'made_at', 'rows', 'faults'])
    .where('id', '=', fileId)
    .where('kind', '=', 'trust-claims')
    .where('organisation_id', '=', trustId)

type Row = Awaited<ReturnType<ReturnType<typeof filesOf>['executeTakeFirst']>>

const fileFrom = (row: Row): TrustFile | null =>
  row
    ? {
        ...{ id: row.id, fileName: row.file_name, status: row.status },
        ...{ madeByName: row.made_by_name, madeAt: row.made_at },
        claims: z.array(WantedClaim).parse(row.rows),
        faults: z.array(RowFault).parse(row.faults),
      }
    : null
