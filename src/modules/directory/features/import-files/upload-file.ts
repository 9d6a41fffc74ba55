import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { recordProcess } from '#src/platform/audit/process.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { enqueue } from '#src/platform/jobs/enqueue.ts'
import { putFile } from '#src/platform/storage/storage.ts'
import { importStarted } from '../../import-events.ts'
import { importPolicy } from '../../imports/import-policy.ts'
import { IMPORT_NAMES } from '../../imports/importers.ts'
import { addImport } from '../../imports/imports-store.ts'
import { runImportJob } from '../../imports/run-import-job.ts'

/** Keeps an uploaded file and has the worker check it. Nothing is changed by it until somebody applies it. */
export const uploadFile = command({
  name: 'directory.upload-file',
  input: z.object({
    name: z.enum(IMPORT_NAMES),
    fileName: z.string().min(1),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  refusals: [],
  records: [importStarted.name],
  async run({ tx, actor, process, now }, { path, ...input }) {
    demand(importPolicy.importFiles(actor))
    await recordProcess(tx, process, actor, now)
    const id = newId<string>()
    const storedAs = await putFile(tx, path(), now)
    await addImport(tx, { ...input, id, storedAs, isSample: false, processId: process.id, startedAt: now })
    await enqueue(tx, runImportJob, { importId: id, mode: 'preview' })
    const event = importStarted.of([{ kind: 'import', id }], { import: input.name, fileName: input.fileName })
    return { value: { importId: id }, events: [event] }
  },
})
