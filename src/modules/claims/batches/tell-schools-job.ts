import { z } from 'zod'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { BatchId } from './batch.ts'
import { batchesToTell } from './batches-queries.ts'
import { tellSchools } from './tell-schools.ts'

/**
 * Writes to schools about what the payer answered, some claims in each transaction. It is looked for every minute: after a killed
 * worker the next run finds who is still untold.
 */
export const tellSchoolsJob = defineJob({
  name: 'tell-schools-of-answers',
  schedule: '* * * * *',
  input: z.object({}),
  powers: ['pay'],
  async run(context) {
    for (const batchId of await batchesToTell(context.db)) {
      for (let isMore = true; isMore; ) {
        if (context.signal.aborted) return
        isMore = (await execute(context, tellSchools, { batchId: BatchId.parse(batchId) })).ok
      }
    }
  },
})
