import { afterAll, beforeAll, expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { newProcess } from '../audit/process.ts'
import { execute } from '../commands/command.ts'
import { newId } from '../ids.ts'
import { removeExpired } from './remove-expired.ts'

const NOW = Temporal.Instant.from('2026-09-01T09:00:00Z')
const ago = (hours: number) => NOW.subtract({ hours })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const run = (actor = Actor.system('remove-expired')) =>
  execute(
    { db: database.db, actor, now: NOW, process: newProcess('remove-expired'), baseUrl: 'http://localhost' },
    removeExpired,
    {},
  )

const session = (expires: Temporal.Instant, ended: Temporal.Instant | null) => ({
  id: newId<string>(),
  token_hash: Buffer.from(newId<string>()),
  account_id: newId<string>(),
  method: 'email',
  user_agent: 'test',
  created_at: ago(2_000),
  proved_at: ago(2_000),
  last_seen_at: ago(2_000),
  expires_at: expires,
  ended_at: ended,
  ended_because: ended && 'signed out',
})

test('removes what is past its retention, keeps the rest, and tells how much', async () => {
  const { db } = database
  const key = (hours: number) => ({ key: newId<string>(), command: 'x', input_hash: 'x', created_at: ago(hours) })
  await db
    .insertInto('platform.idempotency_keys')
    .values([key(25), key(24), key(23)])
    .execute()
  const [ended, live] = [session(ago(1), ago(31 * 24)), session(NOW.add({ hours: 1 }), null)]
  await db
    .insertInto('platform.sessions')
    .values([session(ago(31 * 24), null), ended, session(ago(29 * 24), null), live])
    .execute()
  expect(await run()).toMatchObject({ ok: true, value: { idempotencyKeys: 2, sessions: 2 } })
  expect(await db.selectFrom('platform.idempotency_keys').select('key').execute()).toHaveLength(1)
  expect(await db.selectFrom('platform.sessions').select('id').execute()).toHaveLength(2)
  const told = await db.selectFrom('audit.events').select(['name', 'payload']).execute()
  expect(told).toMatchObject([{ name: 'platform.expired-removed', payload: { sessions: 2, idempotencyKeys: 2 } }])
})

test('records nothing when nothing has expired, and is for the system only', async () => {
  expect(await run()).toMatchObject({ ok: false, refusal: { code: 'nothing-expired' } })
  expect(await run(Actor.anonymous())).toMatchObject({ ok: false, refusal: { code: 'not-allowed' } })
})
