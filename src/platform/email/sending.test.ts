import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { STAND_IN_KEY } from '#src/main/dev/notify-stand-in.ts'
import { anEmail, openPost, type Post, QUICK } from '#test/sending.ts'

let post: Post
beforeAll(async () => {
  post = await openPost()
})
beforeEach(() => post.begin())
afterEach(() => post.end())
afterAll(() => post.close())

test('hands a message to Notify with its own id as the reference, and remembers what Notify calls it', async () => {
  const given = anEmail()
  await post.store(given)
  post.start()
  await post.becomes(given.intent, 'sent')
  const stored = await post.row(given.intent)
  expect(post.standIn.book.notifications).toMatchObject([
    { reference: stored.id, to: given.to, subject: given.subject, body: given.body, id: stored.provider_id },
  ])
  expect(stored).toMatchObject({ attempts: 1, leased_until: null, last_error: null, body: given.body })
})

test('a second command with the same intent sends nothing more', async () => {
  const given = anEmail()
  await post.store(given)
  await post.store(anEmail({ ...given, subject: 'Again' }))
  post.start()
  await post.becomes(given.intent, 'sent')
  expect(post.standIn.book.notifications.map(({ subject }) => subject)).toEqual([given.subject])
})

test('the body of a message with a secret is gone once it is accepted', async () => {
  const given = anEmail({ holdsSecret: true, priority: 'at-once' })
  await post.store(given)
  post.start()
  await post.becomes(given.intent, 'sent')
  expect((await post.row(given.intent)).body).toBeNull()
})

test.each([
  ['rate-limit', '429 RateLimitError'],
  ['daily-limit', '429 TooManyRequestsError'],
] as const)('a certain refusal (%s) is tried again after a pause', async (fault, code) => {
  let refusals = 2
  const seen: (string | null)[] = []
  post.standIn.misbehave = () => (refusals-- > 0 ? fault : null)
  const given = anEmail()
  await post.store(given)
  post.start()
  await vi.waitFor(
    async () => {
      seen.push((await post.row(given.intent)).last_error)
      expect(await post.statusOf(given.intent)).toBe('sent')
    },
    { timeout: 12_000, interval: 20 },
  )
  expect(seen).toContain(code)
  expect((await post.row(given.intent)).attempts).toBe(3)
  expect(post.standIn.book.notifications).toHaveLength(1)
})

test('a refused address is a permanent failure at once, on the timelines of those concerned', async () => {
  const given = anEmail({ to: 'not an address' })
  await post.store(given)
  post.start()
  await post.becomes(given.intent, 'permanent-failure')
  const event = await post.db
    .selectFrom('audit.events as event')
    .innerJoin('audit.event_subjects as about', 'about.event_id', 'event.id')
    .select(['event.name', 'event.payload'])
    .where('about.subject_id', '=', given.about[0].id)
    .executeTakeFirstOrThrow()
  expect(event).toMatchObject({ name: 'email.not-delivered', payload: { outcome: 'permanent-failure' } })
})

test('a wrong key sends nothing, keeps the message and says why', async () => {
  const given = anEmail()
  await post.store(given)
  post.start(post.notify(QUICK.answerSeconds, STAND_IN_KEY.replace(/9$/, '0')))
  await vi.waitFor(async () => expect((await post.row(given.intent)).last_error).toBe('403 AuthError'))
  expect(post.standIn.book.notifications).toHaveLength(0)
  expect(['queued', 'sending']).toContain(await post.statusOf(given.intent))
})

test('a sign-in message is given up once its link has ended', async () => {
  const given = anEmail({ priority: 'at-once', holdsSecret: true })
  await post.store(given)
  const hourAgo = Temporal.Now.instant().subtract({ minutes: 61 })
  await post.db
    .updateTable('platform.messages')
    .set({ created_at: hourAgo })
    .where('intent', '=', given.intent)
    .execute()
  post.start()
  await post.becomes(given.intent, 'abandoned')
  expect(post.standIn.book.notifications).toHaveLength(0)
  expect((await post.row(given.intent)).body).toBeNull()
})

test('several dispatchers share the work and never send a message twice', async () => {
  const emails = Array.from({ length: 60 }, (_, at) => anEmail({ to: `t${at}@school.example` }))
  await post.store(...emails)
  for (let count = 0; count < 4; count++) post.start()
  await vi.waitFor(() => expect(post.standIn.book.notifications.length).toBe(60), { timeout: 15_000, interval: 50 })
  await Promise.all(emails.map(({ intent }) => post.becomes(intent, 'sent')))
  expect(post.standIn.book.repeated()).toEqual([])
})

test('never more than the provider allows in a second, and the urgent share of it is kept', async () => {
  const emails = Array.from({ length: 30 }, (_, at) => anEmail({ to: `r${at}@school.example` }))
  await post.store(...emails)
  post.start({ ...post.notify(), messagesASecond: 14 })
  await vi.waitFor(() => expect(post.standIn.book.notifications.length).toBe(30), { timeout: 15_000, interval: 50 })
  const perSecond = new Map<number, number>()
  const leases = await post.db
    .selectFrom('platform.messages')
    .select('attempted_at')
    .where('recipient', 'like', 'r%@school.example')
    .execute()
  for (const { attempted_at } of leases) {
    const second = Math.floor((attempted_at?.epochMilliseconds ?? 0) / 1_000)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(5)
})

test('a sign-in message passes a bulk backlog whose sends all hang', async () => {
  const backlog = Array.from({ length: 40 }, (_, at) => anEmail({ to: `bulk${at}@school.example`, priority: 'bulk' }))
  await post.store(...backlog)
  post.standIn.misbehave = () => 'hang'
  post.start(post.notify(20), { ...QUICK, answerSeconds: 20, leaseSeconds: 40 })
  await vi.waitFor(async () => {
    const busy = await post.db
      .selectFrom('platform.messages')
      .select('id')
      .where('status', '=', 'sending')
      .where('priority', '=', 3)
      .execute()
    expect(busy.length).toBe(QUICK.places.others)
  })
  post.standIn.misbehave = () => null
  const urgent = anEmail({ priority: 'at-once', to: 'waiting@school.example' })
  await post.store(urgent)
  await post.becomes(urgent.intent, 'sent', 10_000)
}, 20_000)

test('one address gets its messages in order, also when the first is in trouble', async () => {
  const [first, second, third] = ['one', 'two', 'three'].map((subject) =>
    anEmail({ to: 'Order@school.example', subject }),
  )
  if (!first || !second || !third) throw new Error('three messages')
  await post.store(first)
  await post.store(second)
  await post.store({ ...third, to: 'order@School.example' })
  let failures = 2
  post.standIn.misbehave = (kind) => (kind === 'send' && failures-- > 0 ? 'rate-limit' : null)
  post.start()
  post.start()
  await post.becomes(third.intent, 'sent')
  expect(post.standIn.book.notifications.map(({ subject }) => subject)).toEqual(['one', 'two', 'three'])
})

test('no address, subject or body is ever logged, whatever goes wrong', async () => {
  const canary = anEmail({
    to: 'canary@school.example',
    subject: 'Canary subject',
    body: 'Canary body',
    holdsSecret: true,
  })
  const refused = anEmail({ ...canary, intent: 'refused canary', to: 'canary at school' })
  let sends = 0
  post.standIn.misbehave = (kind) =>
    kind === 'look' ? null : ((['error', 'rate-limit', 'drop'] as const)[sends++] ?? null)
  await post.store(canary, refused)
  post.start()
  await post.becomes(canary.intent, 'sent', 18_000)
  await post.becomes(refused.intent, 'permanent-failure')
  expect(post.logged.join('')).toContain('email.attempt-failed')
  expect(post.logged.join('')).not.toMatch(/canary/i)
}, 30_000)
