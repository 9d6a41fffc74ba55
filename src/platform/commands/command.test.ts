import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { demand, deny } from '#src/kit/policy.ts'
import { testDatabase } from '#test/db.ts'
import { defineEvent } from '../audit/event.ts'
import { newProcess } from '../audit/process.ts'
import type { Database } from '../db/database.ts'
import { newId } from '../ids.ts'
import { type CommandContext, command, execute } from './command.ts'

const personAdded = defineEvent({
  name: 'test.person-added',
  version: 1,
  payload: z.object({ name: z.string() }),
  sentence: ({ name }) => `${name} was added`,
})

const addPerson = command({
  name: 'test.add-person',
  input: z.object({ id: z.string(), name: z.string(), then: z.enum(['go-on', 'refuse', 'deny', 'fail']) }),
  refusals: ['too-late'],
  records: [personAdded.name],
  async run({ tx, now, refuse }, { id, name, then }) {
    await tx.insertInto('directory.people').values({ id, name, created_at: now }).execute()
    if (then === 'refuse') refuse('too-late', { by: 3 })
    if (then === 'deny') demand(deny('not-yours'))
    if (then === 'fail') throw new Error('a bug')
    return {
      value: { id },
      events: [personAdded.of([{ kind: 'person', id }], { name })],
      send: [
        {
          intent: `welcome:${id}`,
          template: 'welcome',
          to: 'amina@example.com',
          subject: 'Welcome',
          body: 'Hello',
          holdsSecret: false,
          priority: 'ordinary',
          about: [{ kind: 'person', id }],
        },
      ],
    }
  },
})

let database: Awaited<ReturnType<typeof testDatabase>>
let db: Database
beforeAll(async () => {
  database = await testDatabase()
  db = database.db
})
afterAll(() => database.close())

const now = Temporal.Instant.from('2026-09-14T09:00:00Z')
const context = (): CommandContext => ({
  db,
  actor: Actor.system('test'),
  now,
  process: newProcess('test'),
  baseUrl: 'http://localhost',
})

async function traces(id: string) {
  const people = await db.selectFrom('directory.people').selectAll().where('id', '=', id).execute()
  const events = await db.selectFrom('audit.event_subjects').selectAll().where('subject_id', '=', id).execute()
  const messages = await db
    .selectFrom('platform.messages')
    .select('status')
    .where('intent', '=', `welcome:${id}`)
    .execute()
  return { people: people.length, events: events.length, messages: messages.length }
}

describe('a command', () => {
  test('writes its rows, its event and its message together', async () => {
    const id = newId()
    const result = await execute(context(), addPerson, { id, name: 'Siân Ŵyn', then: 'go-on' })
    expect(result).toEqual({ ok: true, value: { id } })
    expect(await traces(id)).toEqual({ people: 1, events: 1, messages: 1 })
  })

  test.each(['refuse', 'deny', 'fail'] as const)('leaves nothing behind when it has to %s', async (then) => {
    const id = newId()
    await execute(context(), addPerson, { id, name: 'Nobody', then }).catch((error: Error) => error.message)
    expect(await traces(id)).toEqual({ people: 0, events: 0, messages: 0 })
  })

  test('answers a refusal with its code and facts, and throws a bug', async () => {
    const input = { id: newId(), name: 'Nobody' }
    expect(await execute(context(), addPerson, { ...input, then: 'refuse' })).toEqual({
      ok: false,
      refusal: { code: 'too-late', facts: { by: 3 } },
    })
    expect(await execute(context(), addPerson, { ...input, then: 'deny' })).toEqual({
      ok: false,
      refusal: { code: 'not-allowed', facts: { reason: 'not-yours' } },
    })
    await expect(execute(context(), addPerson, { ...input, then: 'fail' })).rejects.toThrow('a bug')
  })

  test('acts once when it is sent twenty times at once with one key', async () => {
    const id = newId()
    const send = () => execute(context(), addPerson, { id, name: 'Tariq Aziz', then: 'go-on' }, `key-${id}`)
    const results = await Promise.all(Array.from({ length: 20 }, send))
    expect(results).toEqual(Array.from({ length: 20 }, () => ({ ok: true, value: { id } })))
    expect(await traces(id)).toEqual({ people: 1, events: 1, messages: 1 })
  })

  test('refuses a key that was used for something else', async () => {
    const key = `key-${newId()}`
    await execute(context(), addPerson, { id: newId(), name: 'First', then: 'go-on' }, key)
    const second = await execute(context(), addPerson, { id: newId(), name: 'Second', then: 'go-on' }, key)
    expect(second).toMatchObject({ ok: false, refusal: { facts: { reason: 'key-used-for-something-else' } } })
  })
})

describe('the history', () => {
  test.each(['processes', 'events', 'event_subjects'])(
    'audit.%s cannot be changed by the application',
    async (table) => {
      await execute(context(), addPerson, { id: newId(), name: 'Kept', then: 'go-on' })
      const name = sql.table(`audit.${table}`)
      await expect(sql`delete from ${name}`.execute(db)).rejects.toThrow(/permission denied/)
      await expect(sql`truncate ${name} cascade`.execute(db)).rejects.toThrow(/permission denied/)
    },
  )

  test('nor by the owner of the tables', async () => {
    await expect(sql`update audit.events set name = 'forged'`.execute(database.ownerDb)).rejects.toThrow(/append-only/)
  })
})
