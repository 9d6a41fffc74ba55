import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { wholeFile } from '#src/platform/imports/file-text.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { insertFile } from '../files/files-store.ts'
import { BatchId, batchName } from './batch.ts'
import { batchSubjects } from './batch-subjects.ts'
import { lockBatch } from './batches-store.ts'
import { readResponse } from './read-response.ts'
import { OPTIONAL_COLUMNS, RESPONSE_COLUMNS, type ResponseColumn } from './response.ts'
import { responseUploaded } from './response-events.ts'
import { sentClaims } from './sent-claims-queries.ts'

/**
 * Reads the payer's answer and keeps it to look at. It counts for nothing until it is applied; with a single fault it never does, and
 * the faults are kept with it.
 */
export const uploadResponse = command({
  name: 'claims.upload-response',
  input: z.object({
    batchId: BatchId,
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: ['not-sent', ...FILE_FAULTS],
  records: [responseUploaded.name],
  async run({ tx, actor, now, refuse }, { batchId, fileName, path }) {
    const batch = await lockBatch(tx, batchId)
    if (batch === null) return refuse('not-found')
    demand(claimPolicy.pay(actor, undefined))
    if (batch.status === 'prepared' || batch.status === 'discarded') return refuse('not-sent')
    const { kind } = batch
    const shape = { columns: RESPONSE_COLUMNS[kind], optionalColumns: OPTIONAL_COLUMNS[kind] }
    const rows = await readTable<ResponseColumn>(path(), shape)
    const read = readResponse({
      kind,
      batch: batchName(batch).toLowerCase(),
      rows,
      sent: await sentClaims(tx, batchId),
    })
    const { id, sha256 } = await insertFile(tx, {
      ...{ kind: kind === 'payment' ? 'payment-response' : 'clawback-response', batchId, fileName, now },
      ...{ bytes: await wholeFile(path()), by: { accountId: actor.accountId, name: actor.name } },
      ...{ status: read.faults.length > 0 ? 'refused' : 'previewed', rows: read.answers, faults: read.faults },
    })
    const facts = { file: fileName, sha256, answers: read.answers.length, faults: read.faults.length }
    return { value: { fileId: id }, events: [responseUploaded.of(batchSubjects(batchId), facts)] }
  },
})
