import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { importFromCommandLine } from './command-line.ts'
import { csv, establishments, IMPORT_MOMENT } from './file-factories.ts'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'command-line-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.close()
})

async function run(...words: readonly string[]) {
  const lines: string[] = []
  const write = (line: string) => void lines.push(line)
  const given = { db: database.db, now: () => IMPORT_MOMENT, baseUrl: 'https://training.test', write }
  const exit = await importFromCommandLine(words, given)
  return { exit, text: lines.join('\n') }
}

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const countSchools = async () => (await database.db.selectFrom('directory.schools').select('urn').execute()).length
const good = csv('gias-establishments', establishments(12_000))

describe('bin/import', () => {
  test.each([
    [[], 'Say which kind of file'],
    [['schools'], 'There is no kind of file named schools'],
    [['gias-links'], 'Say which files'],
    [['--dry', 'gias-links', 'x'], "Unknown option '--dry'"],
    [['--accept-unusual', ' ', 'gias-links', 'x'], 'why the file is right'],
  ])('%j: says how it is used, and that it did nothing', async (words, told) => {
    const { exit, text } = await run(...words)
    expect(exit).toBe(2)
    expect(text).toContain(told)
    expect(text).toContain('gias-group-links')
  })

  test('a dry run shows what would change and changes nothing', async () => {
    const { exit, text } = await run('--dry-run', 'gias-establishments', await file('a20261120.csv', good))
    expect(exit).toBe(0)
    expect(text).toContain('a20261120.csv: 10,000 rows read')
    expect(text).toContain('checked; nothing is changed (12,000 rows in')
    expect(text).toContain('    12,000  added')
    expect(text).toContain('added: School 1 (URN 100001): Open')
    expect(await countSchools()).toBe(0)
  })

  test('applies, and again without change', async () => {
    const path = await file('a20261120.csv', good)
    expect((await run('gias-establishments', path)).text).toContain('    12,000  added')
    const again = await run('gias-establishments', path)
    expect([again.exit, again.text]).toEqual([0, expect.stringContaining('    12,000  unchanged')])
    expect(await countSchools()).toBe(12_000)
  })

  test('stops at the first file that is refused, with the reason and the way on', async () => {
    const short = await file('short.csv', csv('gias-establishments', establishments(10)))
    const { exit, text } = await run('gias-establishments', short, await file('never.csv', good))
    expect(exit).toBe(1)
    expect(text).toContain('short.csv: refused. The file has 10 rows; the last one had 12,000.')
    expect(text).toContain('--accept-unusual "REASON"')
    expect(text).not.toContain('never.csv')
  })

  test('takes a reason for an unusual file', async () => {
    const short = await file('short.csv', csv('gias-establishments', establishments(10)))
    const { exit, text } = await run('--accept-unusual', 'A trial', 'gias-establishments', short)
    expect(exit).toBe(0)
    expect(text).toContain('Unusual: The file has 10 rows')
    expect(text).toContain('11,990  schools that we hold are not in the file and stay as they are')
    expect(await countSchools()).toBe(12_000)
  })

  test('names bad rows by line', async () => {
    const rows = establishments(10, (place) => (place === 3 ? { URN: '1.0E+05' } : {}))
    const path = await file('bad.csv', csv('gias-establishments', rows))
    const { text } = await run('--accept-unusual', 'A trial', 'gias-establishments', path)
    expect(text).toContain('Line 5: URN is “1.0E+05”, not a URN of 5 or 6 digits')
  })
})
