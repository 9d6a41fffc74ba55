import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { enqueue } from '#src/platform/jobs/enqueue.ts'
import { importApplicationRequested } from '../../import-events.ts'
import { importPolicy } from '../../imports/import-policy.ts'
import { importById } from '../../imports/imports-queries.ts'
import { restartImport } from '../../imports/imports-store.ts'
import { runImportJob } from '../../imports/run-import-job.ts'

/** Has the worker apply a file that was checked. An unusual one needs a reason; the guards are asked again when it runs. */
export const applyImport = command({
  name: 'directory.apply-import',
  input: z.object({ importId: z.uuid(), acceptedBecause: z.string().trim().min(1).max(1_000).nullable() }),
  refusals: ['no-longer-previewed', 'reason-needed'],
  records: [importApplicationRequested.name],
  async run({ tx, actor, refuse }, { importId, acceptedBecause }) {
    demand(importPolicy.importFiles(actor))
    const previewed = (await importById(tx, importId)) ?? refuse('not-found')
    if (previewed.summary.unusual.length > 0 && acceptedBecause === null) refuse('reason-needed')
    if (!(await restartImport(tx, importId, acceptedBecause))) refuse('no-longer-previewed')
    await enqueue(tx, runImportJob, { importId, mode: 'apply' })
    const event = importApplicationRequested.of([{ kind: 'import', id: importId }], {
      import: previewed.name,
      fileName: previewed.fileName,
    })
    return { value: { importId }, events: [event] }
  },
})
