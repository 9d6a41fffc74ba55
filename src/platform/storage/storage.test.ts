import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { newId } from '../ids.ts'
import { putFile, removeFile, withFile } from './storage.ts'

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'storage-test-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.close()
})

async function put(content: Buffer): Promise<string> {
  const path = join(folder, 'upload')
  await writeFile(path, content)
  return database.db.transaction().execute((tx) => putFile(tx, path, NOW))
}

const content = (id: string) => withFile(database.db, id, (path) => readFile(path))

test('a file comes out as it went in, in parts and compressed', async () => {
  const given = randomBytes(3_000_000)
  const kept = await content(await put(given))
  expect(kept && gunzipSync(kept).equals(given)).toBe(true)
})

test('a compressed file stays the same to the byte', async () => {
  const given = gzipSync('URN,LinkURN\r\n')
  expect((await content(await put(given)))?.equals(given)).toBe(true)
})

test('the copy on disk is gone when the work is done, and when it fails', async () => {
  const id = await put(Buffer.from('a,b\n'))
  let seen = ''
  await withFile(database.db, id, async (path) => {
    seen = path
  })
  expect(seen).not.toBe('')
  expect(existsSync(seen)).toBe(false)
  const failing = withFile(database.db, id, async (path) => {
    seen = path
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(existsSync(seen)).toBe(false)
})

test('a removed file, and one that never was, is null', async () => {
  const id = await put(Buffer.from('a,b\n'))
  await database.db.transaction().execute((tx) => removeFile(tx, id))
  expect(await content(id)).toBeNull()
  expect(await content(newId())).toBeNull()
  expect(
    await database.db.selectFrom('platform.stored_file_parts').select('file_id').where('file_id', '=', id).execute(),
  ).toEqual([])
})

test('a file is kept if and only if the change that names it is', async () => {
  const path = join(folder, 'undone')
  await writeFile(path, 'a,b\n')
  let id = ''
  const undone = database.db.transaction().execute(async (tx) => {
    id = await putFile(tx, path, NOW)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await content(id)).toBeNull()
})
