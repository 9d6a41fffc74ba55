import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from './db.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('is migrated and used by the role that owns nothing', async () => {
  const role = await sql<{ current_user: string }>`select current_user`.execute(database.db)
  expect(role.rows).toEqual([{ current_user: 'tts_app' }])
  expect(await database.db.selectFrom('directory.organisations').selectAll().execute()).toEqual([])
})

test('refuses to change the history', async () => {
  const change = sql`delete from audit.events`.execute(database.db)
  await expect(change).rejects.toThrow('permission denied for table events')
})
