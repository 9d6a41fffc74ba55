import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { scenariosImport } from './scenarios-command-line.ts'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'scenarios-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await database.close()
})

const HEADER = 'cohort,works_in_england,work_setting,course,previously_funded,rise,pp50,expected'

async function run(content: string | Uint8Array, now = '2026-11-23T10:00:00Z') {
  const path = join(folder, 'table.csv')
  await writeFile(path, content)
  const lines: string[] = []
  const line = { db: database.db, now: () => Temporal.Instant.from(now), baseUrl: 'https://training.test' }
  const exit = await scenariosImport.run([path], { ...line, write: (text) => void lines.push(text) })
  return { exit, lines }
}

const table = (...rows: readonly string[]) => [HEADER, ...rows].join('\n')

describe('bin/import npq-scenarios', () => {
  test('a table that agrees ends with its counts and with nothing else', async () => {
    const { exit, lines } = await run(
      table(
        '2026b,yes,school,npq-headship,,,,yes',
        '2026b,yes,school,npq-leading-literacy,no,no,no,no',
        '2026b,yes,school,npq-leading-literacy,no,no,yes,yes',
        '2026b,yes,16-19,npq-executive-leadership,,yes,,yes',
        '2026b,yes,ey-la-maintained-nursery,npq-senco,,,,yes',
        '2026b,yes,ey-childminder,npq-early-years-leadership,,,,no',
        '2026b,yes,another-itt-lead-mentor,npq-leading-teaching-development,,,,yes',
        '2026b,yes,other-rtta,npq-headship,,,,review',
        '2026b,yes,school,npq-early-headship-coaching-offer,,,,no',
        '2026b,yes,school,npq-headship,yes,,,no',
        '2026b,no,school,npq-headship,,,,no',
        '2026b,,,npq-headship,,,,no',
        '2026a,yes,school,npq-headship,,yes,yes,no',
      ),
    )
    expect(lines).toEqual(['13 rows: 13 as expected, 0 different, 0 not readable'])
    expect(exit).toBe(0)
  })

  test('each row that came out differently is told with its line, what was expected, what came and why', async () => {
    const { exit, lines } = await run(
      table(
        '2026b,yes,school,npq-headship,,,,no',
        '2026b,yes,school,npq-headship,,,,yes',
        '2026b,yes,other,npq-senco,,,,review',
      ),
    )
    expect(lines).toEqual([
      'Line 2 (2026b, school, npq-headship): expected no, came yes: funded. The workplace and course meet the conditions for scholarship funding.',
      expect.stringMatching(/^Line 4 .*: expected review, came no: ineligible_establishment_type\. /),
      '3 rows: 1 as expected, 2 different, 0 not readable',
    ])
    expect(exit).toBe(1)
  })

  test('every wrong value is told with what to write instead; the other rows are run', async () => {
    const { exit, lines } = await run(
      table('2027b,perhaps,schol,npq-head,maybe,x,y,funded', '2026b,yes,school,npq-headship,,,,yes', '2026b,yes'),
    )
    expect(lines.filter((line) => line.startsWith('Line 2: '))).toHaveLength(8)
    expect(lines).toContain('Line 2: cohort is “2027b”: write 2026b or 2026a.')
    expect(lines).toContain('Line 2: rise is “x”: write yes or no, or leave it empty for no.')
    expect(lines).toContain('Line 2: expected is “funded”: write yes, no or review.')
    expect(lines.find((line) => line.includes('work_setting'))).toContain('school, academy-trust, 16-19')
    expect(lines.at(-2)).toBe('Line 4: It has 2 cells where the header has 8: write one for each column.')
    expect(lines.at(-1)).toBe('3 rows: 1 as expected, 0 different, 2 not readable')
    expect(exit).toBe(1)
  })

  test('an empty setting matters only in England', async () => {
    const { lines } = await run(table('2026b,yes,,npq-headship,,,,no'))
    expect(lines[0]).toContain('Line 2: work_setting is empty: write school')
  })

  test('byte order mark, CRLF, spaces, quotes, capitals, further columns and any order', async () => {
    const text =
      '\uFEFFexpected , COURSE,"work_setting",note,cohort,works_in_england,previously_funded,rise,pp50\r\n' +
      ' Yes,"npq-headship", School ,"a, note",2026B,YES,,,\r\n\r\n'
    expect((await run(text)).lines).toEqual(['1 row: 1 as expected, 0 different, 0 not readable'])
  })

  test('semicolons, as spreadsheets of other countries write them', async () => {
    const text = `${HEADER}\n2026b,yes,school,npq-headship,,,,yes\n`
    expect((await run(text.replaceAll(',', ';'))).lines).toEqual(['1 row: 1 as expected, 0 different, 0 not readable'])
  })

  test.each([
    ['', 'The file is empty'],
    [HEADER, 'a header and no rows'],
    ['cohort|course\n2026a|x', 'separated by vertical bars'],
    ['cohort,course\n2026a,x', 'no column works_in_england'],
    [new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'a workbook'],
  ])('%j is refused: %s', async (content, told) => {
    const { exit, lines } = await run(content)
    expect(lines.join()).toContain(told)
    expect(exit).toBe(1)
  })

  test('before the rules begin, those to come are used', async () => {
    const { lines } = await run(table('2026b,yes,school,npq-headship,,,,yes'), '2026-01-01T10:00:00Z')
    expect(lines).toEqual(['1 row: 1 as expected, 0 different, 0 not readable'])
  })

  test('without a file it says how it is used', async () => {
    const lines: string[] = []
    const line = { db: database.db, now: () => Temporal.Instant.from('2026-11-23T10:00:00Z'), baseUrl: '' }
    expect(await scenariosImport.run([], { ...line, write: (text) => void lines.push(text) })).toBe(2)
    expect(lines.join()).toContain('bin/import npq-scenarios FILE')
  })
})
