import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { importRejectsForgotten } from '../import-events.ts'
import { importPolicy } from './import-policy.ts'
import { deleteRejects } from './imports-store.ts'

/** Long enough to put a file right; the rows quote what it held, addresses among it. */
const KEPT_HOURS = 30 * 24

/** Deletes rows that could not be used, a month after their import. Refuses when there are none. */
export const forgetRejects = command({
  name: 'directory.forget-import-rejects',
  input: z.object({}),
  refusals: ['nothing-old'],
  records: [importRejectsForgotten.name],
  async run({ tx, actor, now, refuse }) {
    demand(importPolicy.importFiles(actor))
    const rows = await deleteRejects(tx, now.subtract({ hours: KEPT_HOURS }))
    if (rows === 0) refuse('nothing-old')
    return { value: rows, events: [importRejectsForgotten.of([{ kind: 'platform', id: 'retention' }], { rows })] }
  },
})
