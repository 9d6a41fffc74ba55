import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { aSchool } from '#src/modules/directory/factories.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { eligibleSchoolsImport } from './eligible-schools-command-line.ts'
import { eligibleOf } from './eligible-schools-queries.ts'

let database: TestDatabase
let schools: readonly Awaited<ReturnType<typeof aSchool>>[]
beforeAll(async () => {
  database = await testDatabase()
  const names = ['Larkhollow Primary School', 'St Anne’s School', 'Garnetstead School']
  const made = []
  for (const name of names) made.push(await aSchool(database.db, { name }))
  schools = made
})
afterAll(() => database.close())

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')
async function run(content: string | Uint8Array, ...words: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'line-'))
  const path = join(folder, 'file.csv')
  await writeFile(path, content)
  const said: string[] = []
  const write = (text: string) => void said.push(text)
  const line = { db: database.db, now: () => NOW, baseUrl: 'https://training.test', write }
  const exit = await eligibleSchoolsImport.run([path, ...words], line)
  await rm(folder, { recursive: true })
  return { exit, text: said.join('\n') }
}
const urn = (at: number) => schools[at]?.urn ?? ''
const listed = async (year = 2025) =>
  (
    await eligibleOf(
      database.db,
      schools.map(({ id }) => id),
      year,
    )
  ).size

test('a file with a row that cannot be used changes nothing', async () => {
  const said = await run(`name,urn\nLarkhollow,${urn(0)}\nNobody,999999\nLarkhollow,${urn(0)}\nX,12A\n`, '2025')
  expect(said.exit).toBe(1)
  expect(said.text).toContain('Line 3: No school has this URN')
  expect(said.text).toContain('Line 4: It is the same school as on line 2')
  expect(said.text).toContain('Line 5: “12A” is no URN of 6 digits')
  expect(await listed()).toBe(0)
})

test('all of a file are added once, whatever a spreadsheet did to it', async () => {
  const content = Buffer.from(`\uFEFFURN;Name\r\n${urn(0)};Larkhollow\r\n${urn(1)};"St Anne’s"\r\n;\r\n`)
  expect(await run(content, '--dry-run', '2025')).toMatchObject({ exit: 0 })
  expect(await listed()).toBe(0)
  expect((await run(content, '2025')).text).toContain('2 schools added for 2025 to 2026')
  expect(await listed()).toBe(2)
  expect((await run(content, '2025')).text).toContain('0 schools added')
  expect(await listed(2024)).toBe(0)
})

test('a year without rules and no window to tell it are refused', async () => {
  expect((await run(`name,urn\nX,${urn(2)}\n`, '2040')).text).toContain('no rules for this academic year')
  expect(await run(`name,urn\nX,${urn(2)}\n`)).toMatchObject({ exit: 2 })
})
