import { z } from 'zod'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { withFile } from '#src/platform/storage/storage.ts'
import { importById } from './imports-queries.ts'
import { refuseImport } from './refuse-import.ts'
import { runImport } from './run-import.ts'

/**
 * Checks or applies an uploaded file. A worker that dies leaves the import running, and the next attempt does all of it:
 * an import is one transaction. One that has ended already is left alone.
 */
export const runImportJob = defineJob({
  name: 'run-import',
  input: z.object({ importId: z.uuid(), mode: z.enum(['preview', 'apply']) }),
  powers: ['manage-reference-data'],
  async run(context, { importId, mode }) {
    const waiting = await importById(context.db, importId)
    if (waiting?.status !== 'running') return
    const { acceptedBecause, storedAs } = waiting
    const run = (path: string) => runImport(context, { importId, path, mode, acceptedBecause })
    const result = storedAs === null ? null : await withFile(context.db, storedAs, run)
    if (result !== null && !result.ok) context.log.warn('import.refused', { importId, code: result.refusal.code })
    if (result === null) await execute(context, refuseImport, { importId, code: 'file-gone', facts: {} })
  },
})
