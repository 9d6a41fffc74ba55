import { z } from 'zod'
import { defineJob } from '#src/platform/jobs/job.ts'
import { REFRESHED_EVERY_MINUTES } from './missing-list-rules.ts'
import { refreshMissingList } from './missing-list-store.ts'

/**
 * Every few minutes, and when an invitation is planned or over: who is missing and why, worked out once for all who look. It is
 * not history, so there is no command and no event (docs/adr, "Who is missing is a list").
 */
export const refreshMissingListJob = defineJob({
  name: 'refresh-missing-list',
  schedule: `*/${REFRESHED_EVERY_MINUTES} * * * *`,
  input: z.object({}),
  run: ({ db, now }) => db.transaction().execute(async (tx) => void (await refreshMissingList(tx, now))),
})
