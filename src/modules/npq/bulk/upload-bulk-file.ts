import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { FILE_FAULTS } from '#src/platform/imports/file-faults.ts'
import { readTable } from '#src/platform/imports/read-table.ts'
import { enqueue } from '#src/platform/jobs/enqueue.ts'
import { BULK_COLUMNS, BULK_KINDS, MOST_ROWS } from './bulk.ts'
import { bulkFileUploaded } from './bulk-events.ts'
import { bulkPolicy } from './bulk-policy.ts'
import { insertRun } from './bulk-store.ts'
import { workOnBulkJob } from './work-on-bulk-job.ts'

/** Keeps the rows of a file and has the worker try each. Nothing is changed by it until somebody who has seen the trial says so. */
export const uploadBulkFile = command({
  name: 'npq.upload-bulk-file',
  input: z.object({
    kind: z.enum(BULK_KINDS),
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: ['no-reason', ...FILE_FAULTS],
  records: [bulkFileUploaded.name],
  async run({ tx, actor, process, now, refuse }, { path, ...file }) {
    demand(bulkPolicy.manage(actor))
    const { reason } = process
    if (reason === null) return refuse('no-reason')
    const rows = await readTable<string>(path(), { columns: BULK_COLUMNS[file.kind], mostRows: MOST_ROWS })
    const id = newId<string>()
    await insertRun(tx, { ...file, id, rows, reason, createdBy: actor.accountId, now })
    await enqueue(tx, workOnBulkJob, { runId: id, by: actor.name })
    const { kind, fileName } = file
    return {
      value: { runId: id },
      events: [bulkFileUploaded.of([{ kind: 'bulk-run', id }], { kind, fileName, rows: rows.length })],
    }
  },
})
