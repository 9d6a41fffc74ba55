import { expect, vi } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import {
  type Misbehaviour,
  STAND_IN_KEY,
  STAND_IN_TEMPLATE,
  type StandIn,
  type StandInOptions,
  startNotifyStandIn,
} from '#src/main/dev/notify-stand-in.ts'
import { newProcess, recordProcess } from '#src/platform/audit/process.ts'
import { machineClock } from '#src/platform/clock.ts'
import { type Database, openDatabase, openPool } from '#src/platform/db/database.ts'
import { startDispatcher } from '#src/platform/email/dispatcher.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { SENDING, type SendingFigures } from '#src/platform/email/email-rules.ts'
import { messageState } from '#src/platform/email/messages-queries.ts'
import { storeEmails } from '#src/platform/email/messages-store.ts'
import { notifyTransport } from '#src/platform/email/notify-transport.ts'
import type { Transport } from '#src/platform/email/transport.ts'
import { newId } from '#src/platform/ids.ts'
import { openLog } from '#src/platform/log.ts'
import { testDatabase } from './db.ts'

/** The real machinery with waits that a test can bear. */
export const QUICK: SendingFigures = {
  ...SENDING,
  leaseSeconds: 6,
  startWithinSeconds: 2,
  answerSeconds: 2,
  settleSeconds: 1,
  lookAgainSeconds: 0.2,
  idleMilliseconds: 20,
}

/** Nothing is delivered while a test looks. */
const STAND_IN = { apiKey: STAND_IN_KEY, templateId: STAND_IN_TEMPLATE, deliverAfter: 600_000, lateBy: 3_000 }

export type Post = Awaited<ReturnType<typeof openPost>>

/** A database, a stand-in of GOV.UK Notify and dispatchers between them. */
export async function openPost() {
  const database = await testDatabase()
  const pool = openPool({ url: database.url, size: 10, statementTimeout: 60_000, onError: () => {}, as: 'application' })
  const db = openDatabase(pool)
  let standIn: StandIn | null = null
  const stops: (() => Promise<void>)[] = []
  const logged: string[] = []
  const state = (intent: string) => messageState(db, intent)
  const post = {
    db,
    /** Every line that the dispatchers have logged. */
    logged,
    get standIn(): StandIn {
      if (!standIn) throw new Error('No stand-in: call begin() first')
      return standIn
    },
    /** A new stand-in, and nothing left over from the test before. */
    async begin(over: Partial<StandInOptions> = {}) {
      await standIn?.close()
      standIn = await startNotifyStandIn({ ...STAND_IN, ...over })
      await abandonAll(db)
    },
    notify: (answerSeconds = QUICK.answerSeconds, apiKey = STAND_IN_KEY) =>
      notifyTransport({ apiKey, templateId: STAND_IN_TEMPLATE, baseUrl: post.standIn.url, answerSeconds }),
    start(transport: Transport = post.notify(), figures = QUICK) {
      const log = openLog((line) => logged.push(line))
      const fixed = { clock: machineClock, log, baseUrl: 'http://localhost', random: Math.random }
      const dispatcher = startDispatcher({ ...fixed, db, transport, figures })
      stops.push(dispatcher.stop)
      return dispatcher
    },
    store: (...emails: readonly OutgoingEmail[]) => store(db, emails),
    row: (intent: string) =>
      db.selectFrom('platform.messages').selectAll().where('intent', '=', intent).executeTakeFirstOrThrow(),
    statusOf: async (intent: string) => (await state(intent))?.status,
    becomes: (intent: string, status: string, timeout = 20_000) =>
      vi.waitFor(async () => expect((await state(intent))?.status).toBe(status), { timeout, interval: 30 }),
    async end() {
      await Promise.all([...stops.splice(0).map((stop) => stop()), standIn?.close()])
    },
    async close() {
      await db.destroy()
      await database.close()
    },
  }
  return post
}

export const anEmail = (over: Partial<OutgoingEmail> = {}): OutgoingEmail => ({
  intent: newId<string>(),
  template: 'test',
  to: 'head@school.example',
  subject: 'Nominate your induction tutor',
  body: 'Use https://service.example/secret',
  holdsSecret: false,
  priority: 'ordinary',
  about: [{ kind: 'school', id: newId<string>() }],
  ...over,
})

/** Fails the first send in the given way and nothing after it. */
export function onceAtSend(fault: Misbehaviour): StandIn['misbehave'] {
  let sends = 0
  return (kind) => (kind === 'send' && sends++ === 0 ? fault : null)
}

async function store(db: Database, emails: readonly OutgoingEmail[]) {
  const [process, now] = [newProcess('test'), Temporal.Now.instant()]
  await db.transaction().execute(async (tx) => {
    await recordProcess(tx, process, Actor.system('test'), now)
    await storeEmails(tx, process, now, emails)
  })
}

const abandonAll = (db: Database) =>
  db
    .updateTable('platform.messages')
    .set({ status: 'abandoned' })
    .where('status', 'in', ['queued', 'sending', 'sent'])
    .execute()
