import type { Insertable, Updateable } from 'kysely'
import type { ClaimsEvidenceFiles } from '#db/schema.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { removeFile } from '#src/platform/storage/storage.ts'
import type { Evidence } from './evidence.ts'
import { evidenceFrom } from './request-row.ts'

/** A file with its row, locked until the transaction ends; null where there is none. */
export async function lockEvidence(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('claims.evidence_files')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { row, file: evidenceFrom(row) } : null
}

export const insertEvidence = async (tx: Tx, row: Insertable<ClaimsEvidenceFiles>) =>
  tx.insertInto('claims.evidence_files').values(row).execute()

/** Changes a file that is locked. */
export const saveEvidence = async (tx: Tx, id: string, columns: Omit<Updateable<ClaimsEvidenceFiles>, 'id'>) =>
  tx.updateTable('claims.evidence_files').set(columns).where('id', '=', id).execute()

/** Deletes what the file holds; that it was given stays known. */
export async function letGo(tx: Tx, file: Evidence): Promise<void> {
  if (file.storedAs === null) return
  await saveEvidence(tx, file.id, { stored_as: null })
  await removeFile(tx, file.storedAs)
}
