import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#src/platform/db/database.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { contentOf } from '#test/import-world.ts'
import { anEstablishment, columnsOf, csv, establishments, importContent, type Row } from './file-factories.ts'
import { importById, rejectsOf } from './imports-queries.ts'
import { refusalText } from './refusal-text.ts'

const NAME = 'gias-establishments'
const FILE = 'edubasealldata20261120.csv'

let database: TestDatabase
let db: Database
let before: string

const hundred = establishments(100)
const good = csv(NAME, hundred)
const lines = good.split('\r\n')

beforeAll(async () => {
  database = await testDatabase()
  db = database.db
  const first = await importContent(db, NAME, good, { fileName: FILE })
  expect(first.ok).toBe(true)
  const links = [{ URN: '100001', LinkURN: '100002', LinkName: 'School 2', LinkType: 'Successor' }]
  expect((await importContent(db, 'gias-links', csv('gias-links', links))).ok).toBe(true)
})
afterAll(() => database.close())
beforeEach(async () => {
  before = await contentOf(db)
})

const withRow = (place: number, row: Row): string => csv(NAME, hundred.with(place, row))
const utf16be = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
const packed = gzipSync(good)
const url = 'https://get-information-schools.service.gov.uk'

/** What is wrong, the file, the code, and a part of what people are told. */
const FAULTY: readonly (readonly [string, string | Uint8Array, string, string])[] = [
  ['no bytes at all', '', 'empty-file', 'The file is empty'],
  ['nothing but line ends', '\r\n\r\n', 'empty-file', 'The file is empty'],
  ['a header and no rows', `${lines[0]}\r\n`, 'no-rows', 'has a header and no rows'],
  ['no URN column', good.replace('URN,', 'Number,'), 'missing-columns', 'no column URN'],
  [
    'the header in small letters',
    good.replace(lines[0] ?? '', (lines[0] ?? '').toLowerCase()),
    'missing-columns',
    'no column',
  ],
  [
    'two columns missing',
    csv(NAME, hundred, { columns: columnsOf(NAME).filter((one) => !/^(Town|Postcode)$/.test(one)) }),
    'missing-columns',
    'no column Town and Postcode',
  ],
  [
    'a column twice',
    csv(NAME, hundred, { columns: [...columnsOf(NAME), 'URN'] }),
    'repeated-column',
    'the column URN twice',
  ],
  ['no header', lines.slice(1).join('\r\n'), 'missing-columns', 'no column'],
  [
    'another kind of file',
    csv('gias-links', [{ URN: '100001', LinkURN: '100002' }]),
    'missing-columns',
    'Check that it is the right file',
  ],
  ['JSON', '{"error":"not found"}', 'is-html', 'web page, XML or JSON'],
  ['cut off in the middle of the last row', good.slice(0, -100), 'row-of-wrong-length', 'Line 101 has'],
  [
    'cut off in a quoted cell',
    `${good}100200,"Fernhill`,
    'unclosed-quote',
    'quotation mark on line 102 is never closed',
  ],
  [
    'a row with a column too many',
    good.replace(',Fernhill', ',,Fernhill').replace('School 7,', 'School 7,,'),
    'row-of-wrong-length',
    'Line 8 has 36 columns where the header has 35',
  ],
  [
    'a row with a column too few',
    good.replace('School 7,', 'School 7'),
    'row-of-wrong-length',
    'Line 8 has 34 columns',
  ],
  [
    'a comma that lost its quotation marks',
    good.replace('School 9,', 'School, of Nine,'),
    'row-of-wrong-length',
    'Line 10',
  ],
  [
    'a quotation mark in the middle of a cell',
    good.replace('School 9,', 'School "9",'),
    'stray-quote',
    'Line 10 has a quotation mark',
  ],
  ['UTF-16, little end first', Buffer.from(`\uFEFF${good}`, 'utf16le'), 'is-utf-16', 'UTF-16'],
  ['UTF-16, big end first', utf16be(good), 'is-utf-16', 'CSV UTF-8'],
  ['UTF-16 without a mark', Buffer.from(good, 'utf16le'), 'is-utf-16', 'UTF-16'],
  [
    'a web page',
    `<!DOCTYPE html><html><head><title>Service unavailable</title></head><body>${url}</body></html>`,
    'is-html',
    'web page',
  ],
  ['a web page after white space and a mark', '\uFEFF\r\n  <html lang="en"></html>', 'is-html', 'web page'],
  ['XML', '<?xml version="1.0"?><Error><Code>BlobNotFound</Code></Error>', 'is-html', 'web page, XML or JSON'],
  [
    'an Excel workbook',
    Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from('[Content_Types].xml')]),
    'is-archive',
    'workbook',
  ],
  ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'is-archive', 'workbook'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'is-archive', 'PDF'],
  [
    'a compressed file that is cut off',
    packed.subarray(0, packed.length - 200),
    'damaged-archive',
    'cut off or damaged',
  ],
  [
    'a compressed file with a changed byte',
    Buffer.from(packed.map((byte, at) => (at === 1_000 ? byte ^ 255 : byte))),
    'damaged-archive',
    'cut off or damaged',
  ],
  ['a compressed web page', gzipSync('<html></html>'), 'is-html', 'web page'],
  ['a NUL', good.replace('School 7,', 'School\u00007,'), 'has-nul', 'NUL character on line 8'],
  [
    'a cell of 10 megabytes',
    withRow(6, anEstablishment({ URN: '100007', Street: `"${'x'.repeat(10_000_000)}` })),
    'row-too-long',
    'Line 8 is far too long',
  ],
  [
    'a line of 10 megabytes',
    withRow(6, anEstablishment({ URN: '100007', Street: 'x'.repeat(10_000_000) })),
    'row-too-long',
    'Line 8 is far too long',
  ],
  [
    'a quotation mark before a long rest',
    good.replace('School 7,', '"School 7,') + ' '.repeat(300_000),
    'row-too-long',
    'a quotation mark is not closed',
  ],
  [
    'bytes of another encoding',
    Buffer.concat([Buffer.from(good, 'latin1'), Buffer.alloc(500, 0x81)]),
    'unknown-encoding',
    'neither UTF-8 nor windows-1252',
  ],
  [
    'a URN twice',
    csv(NAME, [...hundred, anEstablishment({ URN: '100007' })]),
    'repeated-key',
    'urn 100007 is in the file twice, on lines 8 and 102',
  ],
  ['semicolons', csv(NAME, hundred, { separator: ';' }), 'wrong-separator', 'semicolons'],
  ['tabs', csv(NAME, hundred, { separator: '\t' }), 'wrong-separator', 'tabs'],
  [
    'URNs that a spreadsheet made numbers of',
    good.replaceAll(/^1000(\d\d)/gm, '1.00E+05'),
    'too-many-rejects',
    '99 of 100 rows cannot be used',
  ],
  [
    'days that a spreadsheet turned around',
    good.replaceAll('01-09-2026', '2026-09-01'),
    'too-many-rejects',
    '100 of 100 rows',
  ],
  [
    'days that a spreadsheet made numbers of',
    good.replaceAll('01-09-2026', '46266'),
    'too-many-rejects',
    '100 of 100 rows',
  ],
  ['errors of a spreadsheet', good.replaceAll('Camden', '#REF!'), 'too-many-rejects', '100 of 100 rows'],
  [
    'statuses that we do not know',
    csv(
      NAME,
      establishments(100, () => ({ 'EstablishmentStatus (code)': '9' })),
    ),
    'too-many-rejects',
    'cannot be used',
  ],
  [
    'names lost in many rows',
    csv(
      NAME,
      establishments(100, (place) => (place < 6 ? { EstablishmentName: '' } : {})),
    ),
    'too-many-rejects',
    '6 of 100 rows',
  ],
  ['fewer than 95% of the rows', csv(NAME, hundred.slice(0, 94)), 'unusual-file', 'has 94 rows; the last one had 100'],
  [
    'more than 110% of the rows',
    csv(NAME, establishments(111)),
    'unusual-file',
    'has 111 rows; the last one had only 100',
  ],
  [
    'more than 2% of the open schools closing',
    csv(
      NAME,
      establishments(100, (place) => (place < 3 ? { 'EstablishmentStatus (code)': '2' } : {})),
    ),
    'unusual-file',
    'closes 3 of 100 open schools',
  ],
  [
    'content two years old',
    good.replaceAll('01-09-2026', '01-09-2024'),
    'unusual-file',
    'is of 1 September 2024: 813 days old',
  ],
  [
    'content older than the last file',
    good.replaceAll('01-09-2026', '31-08-2026'),
    'unusual-file',
    'the last one applied was newer, of 1 September 2026',
  ],
]

describe('a file is refused, says why, and leaves every byte as it was:', () => {
  test.each(FAULTY)('%s', async (_what, content, code, told) => {
    const result = await importContent(db, NAME, content, { fileName: FILE })
    expect(result.ok ? 'applied' : result.refusal.code).toBe(code)
    const { rows } = await sql<{ id: string }>`select id from directory.imports order by id desc limit 1`.execute(db)
    const refused = await importById(db, rows[0]?.id ?? '')
    expect(refused).toMatchObject({ status: 'refused', refusal: { code } })
    expect(refused?.refusal && refusalText(refused.refusal)).toContain(told)
    expect(await contentOf(db)).toBe(before)
  })

  test('a file that its name says is two years old', async () => {
    const result = await importContent(db, NAME, good, { fileName: 'edubasealldata20241120.csv' })
    expect(result.ok ? '' : refusalText({ code: result.refusal.code, facts: { ...result.refusal.facts } })).toContain(
      'is of 20 November 2024: 733 days old',
    )
    expect(await contentOf(db)).toBe(before)
  })

  test('there are at least forty', () => expect(FAULTY.length).toBeGreaterThanOrEqual(40))

  test('the rows that condemned it are named', async () => {
    await importContent(db, NAME, good.replaceAll('01-09-2026', '2026-09-01'), { fileName: FILE })
    const { rows } = await sql<{ id: string }>`select id from directory.imports order by id desc limit 1`.execute(db)
    const rejects = await rejectsOf(db, rows[0]?.id ?? '')
    expect(rejects).toHaveLength(100)
    expect(rejects[0]).toMatchObject({
      line: 2,
      reason: 'LastChangedDate is “2026-09-01”, not a day such as 31-08-2026',
      raw: expect.stringContaining('100001,202,Camden'),
    })
  })
})
