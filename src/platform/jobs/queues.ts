import { PgBoss } from 'pg-boss'
import type { Job } from './job.ts'
import { DEAD_LETTERS, JOB_FIGURES } from './job-rules.ts'

/** The names and kinds of queues are all that a queue needs to be made. */
export type QueuedJob = Pick<Job, 'name' | 'schedule'>

/**
 * Makes or upgrades the `pgboss` schema, as the owner of the tables, and lets the application work with it but not change it.
 * Safe to repeat. A queue missing from `queues` is made when it is first used.
 */
export async function prepareQueues(ownerUrl: string, queues: readonly QueuedJob[] = []): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, max: 1, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  try {
    await boss.getDb().executeSql(GRANTS)
    await boss.createQueue(DEAD_LETTERS, { retentionSeconds: JOB_FIGURES.deadLetterSeconds })
    for (const queue of queues) await boss.createQueue(queue.name, queueOptions(queue))
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** How jobs of one kind are tried, watched and kept. */
export const queueOptions = (queue: QueuedJob) => ({
  // At most one of a scheduled job waits or runs, however many workers there are and however long it takes.
  policy: queue.schedule === undefined ? 'standard' : 'exclusive',
  deadLetter: DEAD_LETTERS,
  retryLimit: JOB_FIGURES.retryLimit,
  retryDelay: JOB_FIGURES.firstRetrySeconds,
  retryBackoff: true,
  retryDelayMax: JOB_FIGURES.longestRetrySeconds,
  expireInSeconds: JOB_FIGURES.expirySeconds,
  heartbeatSeconds: JOB_FIGURES.heartbeatSeconds,
  deleteAfterSeconds: JOB_FIGURES.rememberSeconds,
})

const GRANTS = `
  grant usage on schema pgboss to tts_app;
  grant select, insert, update, delete on all tables in schema pgboss to tts_app;
  alter default privileges in schema pgboss grant select, insert, update, delete on tables to tts_app;
`
