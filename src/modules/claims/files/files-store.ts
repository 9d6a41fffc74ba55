import { createHash } from 'node:crypto'
import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { FileKind, FileStatus } from './claim-file.ts'
import { fileStates } from './file-states.ts'

type NewFile = {
  readonly kind: FileKind
  readonly batchId?: string | null
  readonly auditId?: string | null
  readonly organisationId?: string | null
  readonly fileName: string
  readonly bytes: Buffer
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly status: Exclude<FileStatus, 'applied' | 'discarded'>
  /** Of a file that came in: what was read of it, and what is wrong with it. */
  readonly rows?: readonly unknown[]
  readonly faults?: readonly unknown[]
  readonly now: Temporal.Instant
}

/** Keeps a file for ever as it is. Answers its id and hash. */
export async function insertFile(tx: Tx, file: NewFile): Promise<{ readonly id: string; readonly sha256: string }> {
  const id = newId<string>()
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  await tx
    .insertInto('claims.files')
    .values({
      ...{ id, kind: file.kind, batch_id: file.batchId ?? null, organisation_id: file.organisationId ?? null },
      ...{
        audit_id: file.auditId ?? null,
        file_name: file.fileName,
        sha256,
        bytes: file.bytes,
        status: file.status,
        made_at: file.now,
      },
      ...{ made_by: file.by.accountId, made_by_name: file.by.name },
      ...{ rows: JSON.stringify(file.rows ?? []), faults: JSON.stringify(file.faults ?? []) },
    })
    .execute()
  return { id, sha256 }
}

/** A file that came in, locked until the transaction ends; null when there is none. */
export const lockFile = (tx: Tx, id: string) =>
  tx
    .selectFrom('claims.files')
    .select(['id', 'kind', 'batch_id as batchId', 'file_name as fileName', 'sha256', 'status', 'rows'])
    .select(['applied_at as appliedAt', 'applied_by_name as appliedByName'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

type Settled = {
  readonly id: string
  readonly move: keyof typeof fileStates.table
  readonly byName: string
  readonly now: Temporal.Instant
}

/** Notes what became of a file that came in and is locked. */
export const settleFile = async (tx: Tx, { id, move, byName, now }: Settled) =>
  tx
    .updateTable('claims.files')
    .set({ status: fileStates.table[move].to, applied_at: now, applied_by_name: byName })
    .where('id', '=', id)
    .where('status', 'in', [...fileStates.from(move)])
    .execute()
