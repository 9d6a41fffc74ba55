import { sql } from 'kysely'
import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { machineClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { enqueue } from './enqueue.ts'
import { defineJob, type Job } from './job.ts'
import { deadLetters, queueStates } from './jobs-queries.ts'
import { prepareQueues } from './queues.ts'
import { type RunningJobs, runJobs } from './run-jobs.ts'

let database: TestDatabase
let pool: pg.Pool
let db: Database
let running: RunningJobs | null = null

beforeAll(async () => {
  database = await testDatabase()
  await prepareQueues(database.url)
  pool = openPool({ url: database.url, size: 8, statementTimeout: 60_000, onError: () => {}, as: 'application' })
  db = openDatabase(pool)
})
afterEach(async () => {
  await running?.stop()
  running = null
})
afterAll(async () => {
  await db.destroy()
  await database.close()
})

const start = async (...jobs: readonly Job[]) => {
  running = await runJobs({ db, pool, jobs, clock: machineClock, baseUrl: 'http://localhost', log: silentLog })
}
const soon = (check: () => unknown | Promise<unknown>, timeout = 15_000) =>
  vi.waitFor(check, { timeout, interval: 100 })

test('runs what was enqueued in a transaction that committed, with its input and as the system', async () => {
  const seen: unknown[] = []
  const job = defineJob({
    name: 'test-committed',
    input: z.object({ id: z.string() }),
    powers: ['operate'],
    run: async ({ actor, process }, input) => {
      seen.push([input.id, actor.identity, actor.may('operate'), actor.may('support'), process.name])
    },
  })
  await db.transaction().execute((tx) => enqueue(tx, job, { id: 'kept' }))
  const undone = db.transaction().execute(async (tx) => {
    await enqueue(tx, job, { id: 'undone' })
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  await start(job)
  await soon(() => expect(seen).toHaveLength(1))
  expect(seen).toEqual([['kept', { kind: 'system', id: 'test-committed' }, true, false, 'test-committed']])
  await soon(async () => {
    const states = await queueStates(db)
    expect(states.find(({ name }) => name === 'test-committed')).toMatchObject({ completed: 1, waiting: 0, active: 0 })
  })
})

test('stores a job once for its key, also after it has run', async () => {
  let runs = 0
  const job = defineJob({ name: 'test-keyed', input: z.object({}), run: async () => void runs++ })
  const add = () => db.transaction().execute((tx) => enqueue(tx, job, {}, { key: 'import 7' }))
  expect(await Promise.all([add(), add(), add()])).toSatisfy((news: boolean[]) => news.filter(Boolean).length === 1)
  await start(job)
  await soon(() => expect(runs).toBe(1))
  await soon(async () =>
    expect((await queueStates(db)).find(({ name }) => name === 'test-keyed')).toMatchObject({ completed: 1 }),
  )
  expect(await add()).toBe(false)
})

test('refuses an input that the job could never take', async () => {
  const job = defineJob({ name: 'test-typed', input: z.object({ id: z.uuid() }), run: async () => {} })
  await expect(db.transaction().execute((tx) => enqueue(tx, job, { id: 'seven' }))).rejects.toThrow()
})

test('keeps a job that failed every attempt as a dead letter, without what its error quoted', async () => {
  const job = defineJob({
    name: 'test-poison',
    input: z.object({ id: z.string() }),
    run: async () => {
      throw new RangeError('head@school.example is out of range')
    },
  })
  await db.transaction().execute((tx) => enqueue(tx, job, { id: 'x' }))
  await sql`update pgboss.job set retry_limit = 1, retry_delay = 0 where name = 'test-poison'`.execute(db)
  await start(job)
  await soon(async () =>
    expect(await deadLetters(db)).toMatchObject([{ job: 'test-poison', input: { id: 'x' }, because: 'RangeError' }]),
  )
  const stored = await sql<{ all: string }>`select string_agg(output::text, '') as all from pgboss.job`.execute(db)
  expect(stored.rows[0]?.all).not.toContain('head@school.example')
})

test('takes the job of a worker that fell silent and runs it again', async () => {
  let runs = 0
  const job = defineJob({ name: 'test-orphan', input: z.object({}), run: async () => void runs++ })
  await db.transaction().execute((tx) => enqueue(tx, job, {}))
  const killed = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) }, migrate: false })
  expect(await killed.fetch('test-orphan')).toHaveLength(1)
  await sql`update pgboss.job set heartbeat_on = now() - interval '16 seconds' where name = 'test-orphan'`.execute(db)
  await start(job)
  await soon(() => expect(runs).toBe(1), 20_000)
}, 25_000)

test('schedules what the code says and forgets what it no longer says', async () => {
  const daily = defineJob({ name: 'test-daily', schedule: '30 3 * * *', input: z.object({}), run: async () => {} })
  await start(daily)
  expect((await queueStates(db)).find(({ name }) => name === 'test-daily')?.schedule).toBe('30 3 * * *')
  await running?.stop()
  await start()
  expect((await queueStates(db)).find(({ name }) => name === 'test-daily')?.schedule).toBeNull()
})

test('the application works with the queues and may not change them', async () => {
  await expect(sql`drop table pgboss.schedule`.execute(db)).rejects.toThrow('must be owner')
  await expect(sql`create table pgboss.mine ()`.execute(db)).rejects.toThrow('permission denied')
})

test('lets a running job end before it stops', async () => {
  const marks: string[] = []
  const job = defineJob({
    name: 'test-slow',
    input: z.object({}),
    run: async () => {
      marks.push('began')
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      marks.push('ended')
    },
  })
  await db.transaction().execute((tx) => enqueue(tx, job, {}))
  await start(job)
  await soon(() => expect(marks).toEqual(['began']))
  await running?.stop()
  expect(marks).toEqual(['began', 'ended'])
})
