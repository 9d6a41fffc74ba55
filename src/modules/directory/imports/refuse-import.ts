import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { importRefused } from '../import-events.ts'
import { importPolicy } from './import-policy.ts'
import { importById } from './imports-queries.ts'
import { endImport, keepRejects } from './imports-store.ts'

export const Rejects = z.array(z.object({ line: z.number(), reason: z.string(), raw: z.string() }))

/** Records why a file was not applied, with the rows that condemned it. Nothing else of the refused import remains. */
export const refuseImport = command({
  name: 'directory.refuse-import',
  input: z.object({
    importId: z.uuid(),
    /** A fault of the file, or one of the two below. */
    code: z.string(),
    facts: z.record(z.string(), z.unknown()),
  }),
  refusals: ['no-longer-running'],
  records: [importRefused.name],
  async run({ tx, actor, now, refuse }, { importId, code, facts: { rejects, ...facts } }) {
    demand(importPolicy.importFiles(actor))
    const started = (await importById(tx, importId)) ?? refuse('not-found')
    const ending = ENDINGS[code] ?? 'refuse'
    if (!(await endImport(tx, { id: importId, ending, at: now, refusal: { code, facts } }))) refuse('no-longer-running')
    await keepRejects(tx, importId, Rejects.safeParse(rejects).data ?? [])
    const event = importRefused.of([{ kind: 'import', id: importId }], {
      import: started.name,
      fileName: started.fileName,
      code,
    })
    return { value: null, events: [event] }
  },
})

export const OUR_FAULT = 'our-fault'
export const EXPIRED = 'not-applied-in-time'

const ENDINGS: Readonly<Record<string, 'fail' | 'expire'>> = { [OUR_FAULT]: 'fail', [EXPIRED]: 'expire' }
