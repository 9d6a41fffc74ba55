import type pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { newProcess, recordProcess } from '#src/platform/audit/process.ts'
import { machineClock } from '#src/platform/clock.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { developmentEmails, messageState } from '#src/platform/email/messages-queries.ts'
import { storeEmails } from '#src/platform/email/messages-store.ts'
import { enqueue } from '#src/platform/jobs/enqueue.ts'
import { defineJob } from '#src/platform/jobs/job.ts'
import { queueStates } from '#src/platform/jobs/jobs-queries.ts'
import { silentLog } from '#src/platform/log.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { anEmail } from '#test/sending.ts'
import type { EmailConfig } from './config.ts'
import { startWorker } from './worker.ts'

let database: TestDatabase
let pool: pg.Pool
let db: Database

beforeAll(async () => {
  database = await testDatabase()
  pool = openPool({ url: database.url, size: 10, statementTimeout: 60_000, onError: () => {}, as: 'application' })
  db = openDatabase(pool)
})
afterAll(async () => {
  await db.destroy()
  await database.close()
})

const ran: string[] = []
const greet = defineJob({
  name: 'test-greet',
  input: z.object({ id: z.string() }),
  run: async (_context, { id }) => void ran.push(id),
})

const start = (email: EmailConfig) =>
  startWorker({
    db,
    pool,
    config: { baseUrl: 'http://127.0.0.1:1', email, notifyCallbackToken: null },
    clock: machineClock,
    jobs: [greet],
    log: silentLog,
  })

test.each([
  ['development', 'delivered'],
  ['stand-in', 'sent'],
] as const)('sends and runs what one transaction asked for (%s), and stops in order', async (transport, end) => {
  const worker = await start({ transport })
  const email = anEmail({ body: `Through ${transport}`, holdsSecret: true, priority: 'at-once' })
  const [process, now] = [newProcess('test'), Temporal.Now.instant()]
  await db.transaction().execute(async (tx) => {
    await recordProcess(tx, process, Actor.system('test'), now)
    await storeEmails(tx, process, now, [email])
    await enqueue(tx, greet, { id: transport })
  })
  await vi.waitFor(async () => {
    expect((await messageState(db, email.intent))?.status).toBe(end)
    expect(ran).toContain(transport)
    // The body is gone from the message and can still be read in development.
    expect((await developmentEmails(db))[0]?.text).toBe(`Through ${transport}\n`)
  }, 10_000)
  const began = performance.now()
  await worker.stop()
  expect(performance.now() - began).toBeLessThan(25_000)
})

test('has a schedule for lost callbacks and for what has expired', async () => {
  const schedules = new Map((await queueStates(db)).map(({ name, schedule }) => [name, schedule]))
  expect(schedules.get('check-deliveries')).toBe('* * * * *')
  expect(schedules.get('remove-expired')).toBe('17 3 * * *')
})
