import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import type { Tx } from './database.ts'
import { isPassingFault } from './passing-fault.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Ends the connection of a transaction, as a restart of the server would. */
async function cut(tx: Tx): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
  await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.ownerDb)
}

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

// An error that nobody listens for ends the program, and fails this test.
test.each([
  ['while nothing runs on it', 200],
  ['while it is asked', 0],
])('a connection lost %s fails the work that holds it, not the program', async (_when, milliseconds) => {
  const fault = await faultOf(
    database.db.transaction().execute(async (tx) => {
      await cut(tx)
      await pause(milliseconds)
      await sql`select 1`.execute(tx)
    }),
  )
  expect(isPassingFault(fault)).toBe(true)
  expect((await sql`select 1 as one`.execute(database.db)).rows).toEqual([{ one: 1 }])
})

test.each([
  [Object.assign(new Error('duplicate key'), { code: '23505' }), false],
  [Object.assign(new Error('too many connections'), { code: '53300' }), true],
  [Object.assign(new Error('shutting down'), { code: '57P01' }), true],
  [Object.assign(new Error('read'), { code: 'ECONNRESET' }), true],
  [new Error('Connection terminated unexpectedly'), true],
  [new TypeError('a bug'), false],
  ['text', false],
])('%s passes by itself: %s', (error, expected) => {
  expect(isPassingFault(error)).toBe(expected)
})
