import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { isAtVersion, migrate, readMigrations } from './migrate.ts'

let database: TestDatabase
let directory: string

beforeAll(async () => {
  database = await testDatabase()
  directory = await mkdtemp(join(tmpdir(), 'migrations-'))
})
afterAll(async () => {
  await database.close()
  await rm(directory, { recursive: true })
})

const put = (name: string, text: string) => writeFile(join(directory, name), text)
const run = () => migrate({ url: database.url, directory })
const tables = async () =>
  (
    await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'trial' order by 1`.execute(
      database.ownerDb,
    )
  ).rows.map((row) => row.name)

beforeEach(async () => {
  await sql`drop schema if exists trial, migrations cascade`.execute(database.ownerDb)
  await put('0001_first.sql', 'create schema trial; create table trial.first (id int);')
  await put('0002_second.sql', 'create table trial.second (id int);')
})

test('applies each file once, in order', async () => {
  expect(await run()).toEqual(['0001_first', '0002_second'])
  expect(await run()).toEqual([])
  expect(await tables()).toEqual(['first', 'second'])
})

test('lets two starters take turns', async () => {
  const both = await Promise.all([run(), run()])
  expect(both.map((applied) => applied.length).sort()).toEqual([0, 2])
})

test('keeps what came before a file that fails, and nothing of that file', async () => {
  await put('0002_second.sql', 'create table trial.second (id int); select 1 / 0;')
  await expect(run()).rejects.toThrow('division by zero')
  expect(await tables()).toEqual(['first'])
})

test('refuses a file that was edited after it was applied', async () => {
  await run()
  await put('0002_second.sql', 'create table trial.second (id bigint);')
  await expect(run()).rejects.toThrow('another version of 0002_second')
})

test('refuses when a file that was applied is gone', async () => {
  await run()
  await rm(join(directory, '0002_second.sql'))
  await expect(run()).rejects.toThrow('0002_second')
})

test('tells the application whether it is at the version of the code', async () => {
  await run()
  const files = await readMigrations(directory)
  expect(await isAtVersion(database.db, files)).toBe(true)
  await put('0003_third.sql', 'create table trial.third (id int);')
  expect(await isAtVersion(database.db, await readMigrations(directory))).toBe(false)
  await rm(join(directory, '0003_third.sql'))
})
