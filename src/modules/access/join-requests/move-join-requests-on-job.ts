import { z } from 'zod'
import { execute } from '#src/platform/commands/command.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { JoinRequestId } from './join-request.ts'
import { dueRequestIds } from './join-requests-queries.ts'
import { moveJoinRequestOn } from './move-join-request-on.ts'

/** More than come due in ten minutes of a first of September; what is left is taken the next time. */
const MOST_AT_ONCE = 500

/** Requests to join that nobody has answered in time go to the next who can. */
export const moveJoinRequestsOnJob = defineJob({
  name: 'move-join-requests-on',
  schedule: '*/10 * * * *',
  input: z.object({}),
  async run(context) {
    for (const id of await dueRequestIds(context.db, context.now, MOST_AT_ONCE)) {
      if (context.signal.aborted) return
      // "Not due" is another worker's success.
      await execute(context, moveJoinRequestOn, { joinRequestId: JoinRequestId.parse(id) })
    }
  },
})
