import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { anEmail, openPost, type Post } from '#test/sending.ts'
import { newProcess } from '../audit/process.ts'
import { silentLog } from '../log.ts'
import { checkDeliveries } from './check-deliveries.ts'

let post: Post
beforeAll(async () => {
  post = await openPost()
})
afterEach(() => post.end())
afterAll(() => post.close())

/** Runs the job as the worker would at `now`. */
const runAt = (now: Temporal.Instant) =>
  checkDeliveries(post.notify()).run(
    {
      db: post.db,
      actor: Actor.system('check-deliveries'),
      now,
      process: newProcess('check-deliveries'),
      baseUrl: 'http://localhost',
      signal: new AbortController().signal,
      log: silentLog,
    },
    {},
  )

async function sentMessage(to: string) {
  const email = anEmail({ to })
  await post.store(email)
  post.start()
  await post.becomes(email.intent, 'sent')
  const { sent_at } = await post.row(email.intent)
  if (!sent_at) throw new Error('a sent message has a time')
  return { intent: email.intent, after: (hours: number) => sent_at.add({ seconds: Math.round(hours * 3_600) }) }
}

test.each([
  ['head@school.example', 'delivered'],
  ['perm-fail@simulator.notify', 'permanent-failure'],
  ['temp-fail@simulator.notify', 'temporary-failure'],
])('a lost callback heals: %s ends as %s', async (to, status) => {
  await post.begin({ deliverAfter: 100 })
  const { intent, after } = await sentMessage(to)
  await new Promise((resolve) => setTimeout(resolve, 200))
  await runAt(after(4 / 60))
  expect(await post.statusOf(intent)).toBe('sent')
  await runAt(after(6 / 60))
  expect(await post.statusOf(intent)).toBe(status)
})

test('while Notify is still trying, it is asked at growing intervals', async () => {
  await post.begin()
  const { intent, after } = await sentMessage('slow@school.example')
  await runAt(after(1))
  expect((await post.row(intent)).next_attempt_at).toEqual(after(2))
  let looks = 0
  post.standIn.misbehave = () => {
    looks += 1
    return null
  }
  await runAt(after(1.9))
  expect(looks).toBe(0)
  await runAt(after(2))
  expect(looks).toBe(1)
})

test('a day after Notify’s own end nothing more will come: a technical failure, to be sent again', async () => {
  await post.begin()
  const { intent, after } = await sentMessage('never@school.example')
  await runAt(after(95))
  expect(await post.statusOf(intent)).toBe('sent')
  await runAt(after(108))
  expect(await post.statusOf(intent)).toBe('technical-failure')
})

test('when Notify cannot be asked, nothing is concluded', async () => {
  await post.begin()
  const { intent, after } = await sentMessage('down@school.example')
  post.standIn.misbehave = () => 'down'
  await runAt(after(200))
  expect(await post.statusOf(intent)).toBe('sent')
  expect(Temporal.Instant.compare((await post.row(intent)).next_attempt_at, after(200))).toBe(1)
})
