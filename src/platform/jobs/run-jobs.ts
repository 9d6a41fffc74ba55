import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { newProcess } from '../audit/process.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import type { Job } from './job.ts'
import { DEAD_LETTERS, JOB_FIGURES } from './job-rules.ts'
import { queueOptions } from './queues.ts'

type Options = {
  readonly db: Database
  readonly pool: pg.Pool
  readonly jobs: readonly Job[]
  readonly clock: Clock
  readonly baseUrl: string
  readonly log: Log
}

export type RunningJobs = {
  /** Takes no more work, lets running jobs end, and gives back what does not end in time. */
  readonly stop: () => Promise<void>
}

/** Runs the jobs of the platform and the modules, as the application's role, until it is stopped. */
export async function runJobs(options: Options): Promise<RunningJobs> {
  const { pool, jobs, log } = options
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    migrate: false,
    superviseIntervalSeconds: JOB_FIGURES.superviseSeconds,
    monitorIntervalSeconds: JOB_FIGURES.superviseSeconds,
  })
  boss.on('error', (error) => log.error('jobs.fault', {}, error))
  await boss.start()
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: JOB_FIGURES.deadLetterSeconds })
  await keepSchedule(boss, jobs)
  for (const job of jobs) {
    await boss.work<object>(job.name, { pollingIntervalSeconds: JOB_FIGURES.pollSeconds }, async ([taken]) => {
      if (taken) await runOne(options, job, taken)
    })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: JOB_FIGURES.stopMilliseconds }) }
}

/** What the code says is scheduled is; what it no longer says is not. */
async function keepSchedule(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) {
    await boss.createQueue(job.name, queueOptions(job))
    if (job.schedule !== undefined) {
      await boss.schedule(job.name, job.schedule, { job: job.name, input: {} }, { tz: 'Europe/London' })
    }
  }
  const scheduled = new Set(jobs.filter((job) => job.schedule !== undefined).map((job) => job.name))
  for (const { name } of await boss.getSchedules()) if (!scheduled.has(name)) await boss.unschedule(name)
}

const Stored = z.object({ input: z.unknown() })

/** As histories say who did it. */
const nameOf = ({ name }: Job): string => `Automatic task: ${name.replaceAll('-', ' ')}`

type Taken = { readonly id: string; readonly data: object; readonly signal: AbortSignal }

async function runOne({ db, clock, baseUrl, log }: Options, job: Job, taken: Taken): Promise<void> {
  await clock.refresh?.()
  const context = {
    db,
    actor: new Actor({
      ...{ identity: { kind: 'system', id: job.name }, name: nameOf(job), door: 'job', staffPowers: job.powers ?? [] },
    }),
    now: clock.now(),
    process: newProcess(job.name, taken.id),
    baseUrl,
    signal: taken.signal,
    log,
  }
  try {
    await job.run(context, job.input.parse(Stored.parse(taken.data).input))
  } catch (error) {
    log.error('job.failed', { job: job.name, id: taken.id }, error)
    throw new JobFailed(error)
  }
}

/** pg-boss stores what is thrown. Messages of errors can quote people's data; their names and codes do not. */
class JobFailed extends Error {
  constructor(cause: unknown) {
    const code = cause instanceof Error ? Reflect.get(cause, 'code') : undefined
    super(
      [cause instanceof Error ? cause.name : typeof cause, code].filter((part) => typeof part === 'string').join(' '),
    )
    this.name = 'JobFailed'
    this.stack = ''
  }
}
