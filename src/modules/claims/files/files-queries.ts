import type { Reader } from '#src/platform/db/database.ts'
import { type ClaimFile, FILE_KINDS, FILE_STATUSES } from './claim-file.ts'

const COLUMNS = [
  'id',
  'kind',
  'batch_id as batchId',
  'file_name as fileName',
  'sha256',
  'status',
  'made_by_name as madeByName',
  'made_at as madeAt',
  'applied_at as appliedAt',
  'applied_by_name as appliedByName',
] as const

/** A file without its bytes; null where there is none. */
export async function fileById(reader: Reader, id: string): Promise<ClaimFile | null> {
  const row = await reader.selectFrom('claims.files').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row ? fileFrom(row) : null
}

/** The files that went out and came in for a batch, the newest first. */
export async function filesOfBatch(reader: Reader, batchId: string): Promise<readonly ClaimFile[]> {
  const rows = await reader
    .selectFrom('claims.files')
    .select(COLUMNS)
    .where('batch_id', '=', batchId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(fileFrom)
}

/** What a file holds, byte for byte. */
export async function bytesOfFile(reader: Reader, id: string): Promise<Buffer> {
  const row = await reader.selectFrom('claims.files').select('bytes').where('id', '=', id).executeTakeFirstOrThrow()
  return row.bytes
}

type Row = Omit<ClaimFile, 'kind' | 'status'> & { readonly kind: string; readonly status: string }

function fileFrom(row: Row): ClaimFile {
  const kind = FILE_KINDS.find((known) => known === row.kind)
  const status = FILE_STATUSES.find((known) => known === row.status)
  if (!kind || !status) throw new Error(`a file row holds ${row.kind} and ${row.status}`)
  return { ...row, kind, status }
}
