import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { recordProcess } from '#src/platform/audit/process.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId } from '#src/platform/ids.ts'
import { importStarted } from '../import-events.ts'
import { importPolicy } from './import-policy.ts'
import { IMPORT_NAMES } from './importers.ts'
import { addImport } from './imports-store.ts'

/** Registers that a file is going to be read, so that people can see it while it runs and whatever becomes of it. */
export const startImport = command({
  name: 'directory.start-import',
  input: z.object({
    name: z.enum(IMPORT_NAMES),
    fileName: z.string().min(1),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    storedAs: z.string().nullable(),
    isSample: z.boolean(),
  }),
  refusals: [],
  records: [importStarted.name],
  async run({ tx, actor, process, now }, input) {
    demand(importPolicy.importFiles(actor))
    await recordProcess(tx, process, actor, now)
    const id = newId<string>()
    await addImport(tx, { ...input, id, processId: process.id, startedAt: now })
    const event = importStarted.of([{ kind: 'import', id }], { import: input.name, fileName: input.fileName })
    return { value: { importId: id }, events: [event] }
  },
})
