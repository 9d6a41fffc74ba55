import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '../db/database.ts'
import { DEAD_LETTERS } from './job-rules.ts'

export type QueueState = {
  readonly name: string
  /** Cron, London time; null when it only runs when asked for. */
  readonly schedule: string | null
  readonly waiting: number
  readonly retrying: number
  readonly active: number
  readonly completed: number
  readonly failed: number
  readonly lastCompletedAt: Temporal.Instant | null
}

/** Every kind of job and how many there are in each state: two queries however many there are. */
export async function queueStates(reader: Reader): Promise<readonly QueueState[]> {
  const { rows } = await sql<QueueState>`
    select queue.name, schedule.cron as schedule,
      count(*) filter (where job.state = 'created') as waiting,
      count(*) filter (where job.state = 'retry') as retrying,
      count(*) filter (where job.state = 'active') as active,
      count(*) filter (where job.state = 'completed') as completed,
      count(*) filter (where job.state = 'failed') as failed,
      max(job.completed_on) filter (where job.state = 'completed') as "lastCompletedAt"
    from pgboss.queue
    left join pgboss.schedule on schedule.name = queue.name
    left join pgboss.job on job.name = queue.name
    where queue.name <> ${DEAD_LETTERS} and left(queue.name, 2) <> '__'
    group by queue.name, schedule.cron
    order by queue.name
  `.execute(reader)
  return rows
}

export type DeadLetter = {
  readonly id: string
  readonly job: string
  readonly input: unknown
  readonly because: string | null
  readonly diedAt: Temporal.Instant
}

/** Jobs that failed every attempt, newest first. */
export async function deadLetters(reader: Reader): Promise<readonly DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select id, data ->> 'job' as job, data -> 'input' as input,
      coalesce(output ->> 'message', output #>> '{value,message}') as because, created_on as "diedAt"
    from pgboss.job where name = ${DEAD_LETTERS} and state < 'active'
    order by created_on desc limit 100
  `.execute(reader)
  return rows
}
