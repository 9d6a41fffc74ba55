import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import type { Misbehaviour } from '#src/main/dev/notify-stand-in.ts'
import { anEmail, onceAtSend, openPost, type Post } from '#test/sending.ts'

let post: Post
beforeAll(async () => {
  post = await openPost()
})
beforeEach(() => post.begin())
afterEach(() => post.end())
afterAll(() => post.close())

/** How Notify may treat a first send, and how many attempts are then right. */
const FAULTS = {
  'drop-after-accept': 1,
  'hang-after-accept': 1,
  'error-after-accept': 1,
  'accept-late': 1,
  drop: 2,
  hang: 2,
  error: 2,
} as const satisfies Partial<Record<Misbehaviour, number>>

test('whatever Notify does to a send: it is asked first, and there is one accepted send in the end', async () => {
  const faults = Object.keys(FAULTS) as (keyof typeof FAULTS)[]
  const emails = faults.map((fault) => anEmail({ to: `${fault}@school.example`, subject: fault }))
  const sends: string[] = []
  post.standIn.misbehave = (kind, to) => {
    if (kind === 'look' || to === null) return null
    sends.push(to)
    return (
      faults.find((fault) => to === `${fault}@school.example` && sends.filter((each) => each === to).length === 1) ??
      null
    )
  }
  await post.store(...emails)
  post.start()
  await Promise.all(emails.map(({ intent }) => post.becomes(intent, 'sent')))
  const { notifications } = post.standIn.book
  expect(notifications.map(({ subject }) => subject).sort()).toEqual([...faults].sort())
  const rows = await Promise.all(emails.map(({ intent }) => post.row(intent)))
  expect(rows.map(({ subject, attempts }) => [subject, attempts])).toEqual(Object.entries(FAULTS))
  const ids = new Map(notifications.map(({ reference, id }) => [reference, id]))
  expect(rows.map(({ provider_id }) => provider_id)).toEqual(rows.map(({ id }) => ids.get(id)))
}, 30_000)

test('while Notify cannot be asked, a message in doubt waits', async () => {
  let isDown = true
  const atFirst = onceAtSend('drop-after-accept')
  post.standIn.misbehave = (kind, to) => atFirst(kind, to) ?? (isDown ? 'down' : null)
  const given = anEmail()
  await post.store(given)
  post.start()
  await new Promise((resolve) => setTimeout(resolve, 6_500))
  expect(await post.statusOf(given.intent)).toBe('sending')
  isDown = false
  await post.becomes(given.intent, 'sent')
  expect(post.standIn.book.notifications).toHaveLength(1)
})

test('a worker that died with a lease: the next one asks Notify first', async () => {
  const [accepted, notAccepted] = [anEmail({ to: 'a@school.example' }), anEmail({ to: 'b@school.example' })]
  await post.store(accepted, notAccepted)
  const dead = await post.row(accepted.intent)
  post.standIn.book.accept({ reference: dead.id, to: dead.recipient, subject: dead.subject, body: dead.body ?? '' })
  const now = Temporal.Now.instant()
  const lease = { status: 'sending', attempts: 1, attempted_at: now, leased_until: now, next_attempt_at: now }
  await post.db
    .updateTable('platform.messages')
    .set(lease)
    .where('intent', 'in', [accepted.intent, notAccepted.intent])
    .execute()
  post.start()
  await post.becomes(accepted.intent, 'sent')
  await post.becomes(notAccepted.intent, 'sent')
  expect(post.standIn.book.notifications.map(({ to }) => to).sort()).toEqual(['a@school.example', 'b@school.example'])
  expect((await post.row(accepted.intent)).attempts).toBe(1)
  expect((await post.row(notAccepted.intent)).attempts).toBe(2)
})

test('a stop waits for messages on their way and leaves none in doubt', async () => {
  await post.begin({ latency: () => 300 })
  const given = anEmail()
  await post.store(given)
  const dispatcher = post.start()
  await vi.waitFor(async () => expect(await post.statusOf(given.intent)).toBe('sending'))
  await dispatcher.stop()
  expect(await post.statusOf(given.intent)).toBe('sent')
})
