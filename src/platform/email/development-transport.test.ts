import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { anEmail, openPost, type Post } from '#test/sending.ts'
import { machineClock } from '../clock.ts'
import { developmentTransport } from './development-transport.ts'
import { developmentEmails, latestMessages, messageState } from './messages-queries.ts'
import { openTransport } from './open-transport.ts'

let post: Post
beforeAll(async () => {
  post = await openPost()
})
beforeEach(() => post.begin())
afterEach(() => post.end())
afterAll(() => post.close())

const start = () => post.start(developmentTransport(post.db, machineClock))

test('what is sent can be read, newest first, with its text, page, links and end', async () => {
  const [older, newer] = [
    anEmail({
      subject: 'Older',
      holdsSecret: true,
      priority: 'at-once',
      body: 'Sign in: https://service.example/in/1',
    }),
    anEmail({ subject: 'Newer', to: 'perm-fail@simulator.notify' }),
  ]
  await post.store(older)
  await post.store(newer)
  start()
  await post.becomes(older.intent, 'delivered')
  await post.becomes(newer.intent, 'permanent-failure')
  const [first, second] = await developmentEmails(post.db)
  expect(first).toMatchObject({ subject: 'Newer', status: 'permanent-failure', to: 'perm-fail@simulator.notify' })
  expect(second).toMatchObject({
    subject: 'Older',
    status: 'delivered',
    text: 'Sign in: https://service.example/in/1\n',
    links: ['https://service.example/in/1'],
  })
  expect(second?.html).toContain('<title>Older</title>')
  expect((await post.row(older.intent)).body).toBeNull()
})

test('a worker that died after the send: the outbox is asked, one message', async () => {
  const given = anEmail()
  await post.store(given)
  const row = await post.row(given.intent)
  await post.db
    .insertInto('platform.development_outbox')
    .values({
      message_id: row.id,
      recipient: row.recipient,
      subject: row.subject,
      body: row.body ?? '',
      sent_at: row.created_at,
    })
    .execute()
  const lease = { status: 'sending', attempts: 1, attempted_at: row.created_at, leased_until: row.created_at }
  await post.db.updateTable('platform.messages').set(lease).where('id', '=', row.id).execute()
  start()
  await post.becomes(given.intent, 'delivered')
  expect((await post.row(given.intent)).attempts).toBe(1)
})

test('pages can say what became of a message, and list the messages of a school', async () => {
  const given = anEmail({ subject: 'For the page' })
  await post.store(given)
  expect(await messageState(post.db, given.intent)).toMatchObject({
    status: 'queued',
    text: 'Waiting to be sent',
    sentAt: null,
  })
  start()
  await post.becomes(given.intent, 'delivered')
  expect(await latestMessages(post.db, given.about[0])).toMatchObject([
    { subject: 'For the page', status: 'delivered', text: 'Delivered', to: given.to },
  ])
  expect(await messageState(post.db, 'no such intent')).toBeNull()
})

test('the configuration names the way out', () => {
  const over = { db: post.db, clock: machineClock }
  const notify = { transport: 'notify', apiKey: 'key', templateId: 'template', baseUrl: null } as const
  expect(openTransport({ ...over, config: { transport: 'development' } }).name).toBe('development')
  expect(openTransport({ ...over, config: { transport: 'smtp', url: 'smtp://localhost' } }).name).toBe('smtp')
  expect(openTransport({ ...over, config: notify }).name).toBe('notify')
})
