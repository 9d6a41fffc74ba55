import { z } from 'zod'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { forgetRejects } from './forget-rejects.ts'
import { importsSince } from './imports-queries.ts'
import { EXPIRED, OUR_FAULT, refuseImport } from './refuse-import.ts'

/** Files that were checked and not applied are kept for a week: they hold addresses, and a newer one exists by then. */
const PREVIEW_KEPT_HOURS = 7 * 24
/** A reading takes seconds; after a day its program is dead. */
const RUNNING_AT_MOST_HOURS = 24

/** Every night: lets go of what nobody applied and of old rows that could not be used, and says of what died that it failed. */
export const endOldImportsJob = defineJob({
  name: 'end-old-imports',
  schedule: '40 3 * * *',
  input: z.object({}),
  powers: ['manage-reference-data'],
  async run(context) {
    const { db, now } = context
    const forgotten = await importsSince(db, 'previewed', now.subtract({ hours: PREVIEW_KEPT_HOURS }))
    const dead = await importsSince(db, 'running', now.subtract({ hours: RUNNING_AT_MOST_HOURS }))
    for (const importId of forgotten) await execute(context, refuseImport, { importId, code: EXPIRED, facts: {} })
    for (const importId of dead) await execute(context, refuseImport, { importId, code: OUR_FAULT, facts: {} })
    await execute(context, forgetRejects, {})
  },
})
