import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { z } from 'zod'
import type { Tx } from '../db/database.ts'
import { newId } from '../ids.ts'
import type { Job } from './job.ts'
import { queueOptions } from './queues.ts'

type Options = {
  /** The same job with the same key is stored once for as long as it is remembered: seven days after it ended. */
  readonly key?: string
}

/**
 * Stores a job in the caller's transaction: it runs if and only if that commits. Answers whether it is new.
 * The input is checked here, so that a job that could never run is refused while the change can still be undone.
 */
export async function enqueue<Input extends z.ZodType>(
  tx: Tx,
  job: Job<Input>,
  input: z.input<Input>,
  { key }: Options = {},
): Promise<boolean> {
  job.input.parse(input)
  // Not started, so it holds no connection and no timer: it only writes its row through our transaction.
  const boss = new PgBoss({ db: fromKysely(tx), supervise: false, schedule: false, migrate: false })
  if ((await boss.getQueue(job.name)) === null) await makeQueue(tx, job)
  const id = key === undefined ? newId<string>() : idOfKey(job.name, key)
  return (await boss.send(job.name, { job: job.name, input }, { id })) !== null
}

/** As pg-boss does it, without the transaction of its own that would end ours. */
const makeQueue = (tx: Tx, job: Pick<Job, 'name' | 'schedule'>) =>
  sql`select pgboss.create_queue(${job.name}, ${JSON.stringify(queueOptions(job))}::jsonb)`.execute(tx)

/** The primary key of the queue then refuses the repeat. RFC 9562, version 8: made by us. */
function idOfKey(name: string, key: string): string {
  const hex = createHash('sha256').update(`${name}\0${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
