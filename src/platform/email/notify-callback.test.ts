import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { type TestApp, testApp } from '#test/app.ts'
import { anEmail } from '#test/sending.ts'
import { newProcess, recordProcess } from '../audit/process.ts'
import { newId } from '../ids.ts'
import { storeEmails } from './messages-store.ts'
import { notifyCallback } from './notify-callback.ts'

const TOKEN = 'a-callback-token-of-this-test'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ webhooks: [notifyCallback(TOKEN)] })
})
afterAll(() => app.close())

/** A message as it is after the dispatcher handed it over, and its school. */
async function sent(status = 'sent', over: Partial<Parameters<typeof anEmail>[0]> = {}) {
  const email = anEmail(over)
  const now = app.clock.now()
  const process = newProcess('test')
  await app.db.transaction().execute(async (tx) => {
    await recordProcess(tx, process, Actor.system('test'), now)
    await storeEmails(tx, process, now, [email])
  })
  const handed = { status, sent_at: status === 'sent' ? now : null }
  const row = await app.db
    .updateTable('platform.messages')
    .set(handed)
    .where('intent', '=', email.intent)
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id: row.id, schoolId: email.about[0].id }
}

const callback = (reference: string | null, status: string, completedAt = '2026-11-23T10:00:05.000000Z') => ({
  id: newId<string>(),
  reference,
  to: 'head@school.example',
  status,
  created_at: '2026-11-23T10:00:00.000000Z',
  sent_at: '2026-11-23T10:00:01.000000Z',
  completed_at: completedAt,
  notification_type: 'email',
  template_id: newId<string>(),
  template_version: 1,
})

const post = (payload: object | string, authorization = `Bearer ${TOKEN}`) =>
  app.app.inject({
    method: 'POST',
    url: '/notify/callbacks',
    headers: { authorization, 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })

const message = (id: string) =>
  app.db.selectFrom('platform.messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const eventsAbout = async (id: string) =>
  (
    await app.db
      .selectFrom('audit.events as event')
      .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
      .select('event.name')
      .where('about.subject_id', '=', id)
      .orderBy('event.id')
      .execute()
  ).map(({ name }) => name)

test('a delivery settles the message, once, on the timeline of the school', async () => {
  const { id, schoolId } = await sent()
  const given = callback(id, 'delivered')
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(given)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200])
  expect(await message(id)).toMatchObject({ status: 'delivered', provider_id: given.id, settled_at: app.clock.now() })
  expect(await eventsAbout(schoolId)).toEqual(['email.delivered'])
  expect(
    await app.db.selectFrom('platform.message_deliveries').selectAll().where('message_id', '=', id).execute(),
  ).toHaveLength(1)
})

test.each([
  ['permanent-failure', 'the address does not exist'],
  ['temporary-failure', 'the inbox is full or its filter rejected the email'],
  ['technical-failure', 'something went wrong'],
])('a %s is told on the timeline', async (status) => {
  const { id, schoolId } = await sent()
  await post(callback(id, status))
  expect((await message(id)).status).toBe(status)
  expect(await eventsAbout(schoolId)).toEqual(['email.not-delivered'])
})

test('delivered stays delivered, and the later report is kept as evidence', async () => {
  const { id, schoolId } = await sent()
  await post(callback(id, 'delivered', '2026-11-23T10:00:05.000000Z'))
  await post(callback(id, 'temporary-failure', '2026-11-23T10:00:09.000000Z'))
  expect((await message(id)).status).toBe('delivered')
  expect(await eventsAbout(schoolId)).toEqual(['email.delivered'])
  expect(await eventsAbout(id)).toEqual(['email.delivered', 'email.report-set-aside'])
})

test('reports in the wrong order and several times end as in the right order', async () => {
  const reports = ['technical-failure', 'temporary-failure', 'delivered'].map((status, at) => ({
    status,
    at: `2026-11-23T10:00:0${at}Z`,
  }))
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 2, 0, 1, 1, 0],
  ]) {
    const { id } = await sent()
    for (const at of order) {
      const report = reports[at]
      if (report) await post(callback(id, report.status, report.at))
    }
    expect((await message(id)).status).toBe('delivered')
  }
})

test('a callback that is quicker than our own bookkeeping settles the message and drops its secret', async () => {
  const { id } = await sent('sending', { holdsSecret: true, priority: 'at-once' })
  await post(callback(id, 'delivered'))
  expect(await message(id)).toMatchObject({ status: 'delivered', body: null })
})

test.each([
  ['no token', ''],
  ['another token', 'Bearer another'],
  ['a token that begins alike', `Bearer ${TOKEN}x`],
  ['another scheme', `Basic ${TOKEN}`],
])('%s is refused and changes nothing', async (_, authorization) => {
  const { id } = await sent()
  expect((await post(callback(id, 'delivered'), authorization)).statusCode).toBe(401)
  expect((await message(id)).status).toBe('sent')
})

test.each([
  ['an unknown message', () => callback(newId<string>(), 'delivered'), 200],
  ['a message that is not ours', () => callback('invoice-7', 'delivered'), 200],
  ['no reference', () => callback(null, 'delivered'), 200],
  ['a status that is no end', () => callback(newId<string>(), 'sending'), 200],
  ['a status that nobody knows', () => callback(newId<string>(), 'returned-to-sender'), 200],
  ['not a callback', () => ({ hello: 'world' }), 400],
  ['not JSON', () => '{', 400],
])('%s changes nothing and is no fault of ours', async (_, payload, status) => {
  const before = await app.db.selectFrom('audit.events').select('id').execute()
  expect((await post(payload())).statusCode).toBe(status)
  expect(await app.db.selectFrom('audit.events').select('id').execute()).toHaveLength(before.length)
})

test('no event holds the address in full', async () => {
  const stored = await app.db.selectFrom('audit.events').select('payload').execute()
  expect(stored.length).toBeGreaterThan(0)
  expect(JSON.stringify(stored)).not.toContain('head@school.example')
  expect(JSON.stringify(stored)).toContain('h•••d@school.example')
})

test('a burst of callbacks, five of each in any order, ends right without a fault', async () => {
  const messages = await Promise.all(Array.from({ length: 40 }, () => sent()))
  const calls = messages.flatMap(({ id }) =>
    Array.from({ length: 5 }, (_, at) =>
      callback(id, at === 2 ? 'delivered' : 'temporary-failure', `2026-11-23T10:00:0${at}Z`),
    ),
  )
  const answers = await Promise.all(calls.toSorted(() => Math.random() - 0.5).map((call) => post(call)))
  expect(answers.filter(({ statusCode }) => statusCode !== 200)).toEqual([])
  const ends = await Promise.all(messages.map(({ id }) => message(id)))
  expect(ends.map(({ status }) => status)).toEqual(messages.map(() => 'delivered'))
})
