import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#src/platform/db/database.ts'
import { type TestDatabase, testDatabase } from '#test/db.ts'
import { contentOf } from '#test/import-world.ts'
import { anEstablishment, columnsOf, csv, establishments, importContent, type Row } from './file-factories.ts'

const NAME = 'gias-establishments'
const FILE = 'edubasealldata20261120.csv'

let database: TestDatabase
let db: Database
let before: string

const hundred = establishments(100)
const good = csv(NAME, hundred)

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
const packed = gzipSync(good)
const accented = good.replace('School 7,', 'École Sainte-Thérèse,')

/** What is odd, the file, and what is made of it. */
const BORNE: readonly (readonly [string, string | Uint8Array, object])[] = [
  ['the same file', good, { counts: { unchanged: 100, added: 0, changed: 0 } }],
  [
    'columns in another order',
    csv(NAME, hundred, { columns: [...columnsOf(NAME)].reverse() }),
    { counts: { unchanged: 100 } },
  ],
  [
    'columns that we do not know',
    csv(NAME, hundred, { columns: ['New', ...columnsOf(NAME), 'Boarders (code)'] }),
    { counts: { unchanged: 100 } },
  ],
  ['LF line ends', good.replaceAll('\r\n', '\n'), { counts: { unchanged: 100 } }],
  ['a byte order mark', `\uFEFF${good}`, { counts: { unchanged: 100 } }],
  ['no line end after the last row', good.trimEnd(), { counts: { unchanged: 100 } }],
  ['blank lines at the end', `${good}\r\n\r\n`, { counts: { unchanged: 100 } }],
  ['every cell in quotation marks', good.replaceAll(/[^,\r\n]+/g, '"$&"'), { counts: { unchanged: 100 } }],
  ['compressed', packed, { counts: { unchanged: 100 } }],
  [
    'accents in UTF-8',
    accented,
    {
      counts: { changed: 1, renamed: 1 },
      examples: [{ kind: 'changed', what: 'École Sainte-Thérèse (URN 100007)', change: 'was School 7' }],
    },
  ],
  [
    'accents in windows-1252',
    Buffer.from(accented, 'latin1'),
    { counts: { changed: 1, renamed: 1 }, examples: [{ what: 'École Sainte-Thérèse (URN 100007)' }] },
  ],
  ['a line end in a quoted name', good.replace('School 7,', '"School\r\n7",'), { counts: { unchanged: 100 } }],
  ['white space around cells', good.replace('School 7,', '  School  7\u00a0,'), { counts: { unchanged: 100 } }],
  [
    'a row with a bad day',
    withRow(6, anEstablishment({ URN: '100007', CloseDate: '31-02-2026' })),
    { counts: { rejected: 1, unchanged: 99, absent: 1 } },
  ],
  [
    'a row with an unknown status',
    withRow(6, anEstablishment({ URN: '100007', 'EstablishmentStatus (code)': '7' })),
    { counts: { rejected: 1, unchanged: 99 } },
  ],
  [
    'a type that we do not know',
    withRow(
      6,
      anEstablishment({
        URN: '100007',
        EstablishmentName: 'School 7',
        'TypeOfEstablishment (code)': '98',
        'TypeOfEstablishment (name)': 'Sky school',
      }),
    ),
    { counts: { changed: 1 }, notes: { 'TypeOfEstablishment (code) 98 is not a type that we know': 1 } },
  ],
  [
    'a UKPRN that is none',
    withRow(6, anEstablishment({ URN: '100007', EstablishmentName: 'School 7', UKPRN: '12' })),
    { counts: { changed: 1 }, notes: { 'UKPRN is not a UKPRN of 8 digits, so it is left empty': 1 } },
  ],
  ['exactly 95% of the rows', csv(NAME, hundred.slice(0, 95)), { counts: { unchanged: 95, absent: 5 }, unusual: [] }],
  ['exactly 110% of the rows', csv(NAME, establishments(110)), { counts: { unchanged: 100, added: 10 }, unusual: [] }],
  [
    'exactly 2% of the open schools closing',
    csv(
      NAME,
      establishments(100, (place) => (place < 2 ? { 'EstablishmentStatus (code)': '2' } : {})),
    ),
    { counts: { closed: 2, changed: 2 }, unusual: [] },
  ],
]

describe('a file is taken as it is meant:', () => {
  test.each(BORNE)('%s', async (_what, content, summary) => {
    const result = await importContent(db, NAME, content, { fileName: FILE, mode: 'preview' })
    expect(result).toMatchObject({ ok: true, value: { summary } })
    expect(await contentOf(db)).toBe(before)
  })
})

describe('an unusual file', () => {
  test('is let through with a reason, which is kept', async () => {
    const closing = csv(
      NAME,
      establishments(100, (place) => (place < 3 ? { 'EstablishmentStatus (code)': '2' } : {})),
    )
    const because = 'Three schools close, confirmed by the council'
    const result = await importContent(db, NAME, closing, { fileName: FILE, acceptedBecause: because })
    expect(result).toMatchObject({ ok: true, value: { summary: { counts: { closed: 3 } } } })
    const { rows } = await sql<{ payload: unknown }>`
      select payload from audit.events where name = 'directory.import-applied' order by id desc limit 1`.execute(db)
    expect(rows[0]?.payload).toMatchObject({ unusual: ['many-closings'], acceptedBecause: because })
  })

  test('a reason does not open the door to a faulty one', async () => {
    const result = await importContent(db, NAME, good.slice(0, -100), { fileName: FILE, acceptedBecause: 'Trust me' })
    expect(result).toMatchObject({ ok: false, refusal: { code: 'row-of-wrong-length' } })
    expect(await contentOf(db)).toBe(before)
  })
})
