import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csvLine } from '#src/kit/csv.ts'
import { Refused } from '#src/kit/result.ts'
import { fileFaultText, tableRefusalText } from './file-fault-text.ts'
import { FILE_FAULTS } from './file-faults.ts'
import { readTable, type TableShape } from './read-table.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'))
})
afterAll(() => rm(folder, { recursive: true }))

const SHAPE = { columns: ['claim_reference', 'amount'], optionalColumns: ['note'] } as const

async function read(content: string | Uint8Array, shape: TableShape<string> = SHAPE) {
  const path = join(folder, 'table.csv')
  await writeFile(path, content)
  return readTable(path, shape)
}

async function refusalOf(content: string | Uint8Array, shape: TableShape<string> = SHAPE) {
  const error: unknown = await read(content, shape).catch((thrown: unknown) => thrown)
  if (!(error instanceof Refused)) throw error
  return error.refusal
}

const HEADER = 'claim_reference,amount'
const ONE = { claim_reference: 'A1', amount: '1,234.50' }

describe('whatever a spreadsheet did, these say the same', () => {
  test.each<[string, string | Uint8Array]>([
    ['as it was', `${HEADER}\nA1,"1,234.50"\n`],
    ['byte order mark, CRLF', `\uFEFF${HEADER}\r\nA1,"1,234.50"\r\n`],
    ['two byte order marks', `\uFEFF\uFEFF${HEADER}\nA1,"1,234.50"`],
    ['semicolons', 'claim_reference;amount\r\nA1;1,234.50\r\n'],
    ['tabs', 'claim_reference\tamount\nA1\t1,234.50\n'],
    ['a quoted header', '"claim_reference";"amount"\n"A1";"1,234.50"'],
    ['capitals, spaces and hyphens in the header', ' Claim Reference ,AMOUNT\nA1,"1,234.50"'],
    ['another order, other columns', 'x,amount,school,claim_reference\n,"1,234.50",,A1'],
    ['empty rows at the end and between', `${HEADER}\n\n,\nA1,"1,234.50"\n,\n,,,\n  \n`],
    ['empty rows at the beginning', `\n,,\n${HEADER}\nA1,"1,234.50"`],
    ['empty columns at the end', `${HEADER},,\nA1,"1,234.50",,\n`],
    ['an empty cell too many', `${HEADER}\nA1,"1,234.50",\n`],
    ['spaces, seen or not', `${HEADER}\n\u00a0A1 ,"\u200b 1,234.50"`],
    ['old Mac line ends', `${HEADER}\rA1,"1,234.50"\r`],
    ['compressed', gzipSync(`${HEADER}\nA1,"1,234.50"\n`)],
  ])('%s', async (_what, content) => {
    expect((await read(content)).map(({ cells, fault }) => ({ cells, fault }))).toEqual([{ cells: ONE, fault: null }])
  })

  test('letters of windows-1252, lines in cells, and a formula that we guarded', async () => {
    const text = Buffer.from('claim_reference,amount,note\nZo\xeb,1,"two\nlines"\nB,2,\'=1+1\n', 'latin1')
    expect(await read(text)).toEqual([
      { line: 2, cells: { claim_reference: 'Zoë', amount: '1', note: 'two lines' }, fault: null },
      { line: 4, cells: { claim_reference: 'B', amount: '2', note: '=1+1' }, fault: null },
    ])
  })
})

test('a row that cannot be used says why, with its line, and the others stay', async () => {
  const rows = await read(`${HEADER}\n\nA1\nA2,1,2\n#REF!,3\nA4,4\n`)
  expect(rows.map(({ line, fault }) => [line, fault])).toEqual([
    [3, 'It has 1 cells where the header has 2: write one for each column'],
    [4, 'It has 3 cells where the header has 2: write one for each column'],
    [5, 'claim_reference holds the spreadsheet error #REF!: write what it should be'],
    [6, null],
  ])
})

describe('refused', () => {
  test.each<[string, string | Uint8Array, object]>([
    ['nothing', '', { code: 'empty-file' }],
    ['empty rows alone', ',,\n,\n', { code: 'empty-file' }],
    ['no rows', `${HEADER}\n,\n`, { code: 'no-rows' }],
    ['another table', 'a,b\n1,2', { code: 'missing-columns', facts: { missing: ['claim_reference', 'amount'] } }],
    ['a column twice', `${HEADER},Amount\nA,1,2`, { code: 'repeated-column', facts: { column: 'amount' } }],
    ['vertical bars', 'claim_reference|amount\nA|1', { code: 'wrong-separator' }],
    ['a quotation mark never closed', `${HEADER}\n"A,1`, { code: 'unclosed-quote', facts: { line: 2 } }],
    ['a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0]), { code: 'is-archive' }],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER}\nA,1`, 'utf16le'), { code: 'is-utf-16' }],
    ['a zero', `${HEADER}\nA\0,1`, { code: 'has-nul', facts: { line: 2 } }],
    ['too much, unpacked', gzipSync('a'.repeat(6 * 1024 * 1024)), { code: 'file-too-large', facts: { megabytes: 5 } }],
  ])('%s', async (_what, content, refusal) => {
    expect(await refusalOf(content)).toMatchObject(refusal)
  })

  test('more rows than the table may have; empty ones do not count', async () => {
    const shape = { ...SHAPE, mostRows: 2 }
    expect(await read(`${HEADER}\nA,1\n,\nB,2\n,\n`, shape)).toHaveLength(2)
    expect(await refusalOf(`${HEADER}\nA,1\nB,2\nC,3`, shape)).toEqual({ code: 'too-many-rows', facts: { most: 2 } })
  })

  test('each fault has words that say what to do, and nothing missing in them', () => {
    const facts = { line: 3, megabytes: 5, most: 5_000, missing: ['a', 'b'], column: 'a', separator: '|', columns: 2 }
    const more = { expected: 3, key: 'X', lines: [2, 3], rejected: 1_200, rows: 3_000 }
    for (const code of FILE_FAULTS) {
      for (const origin of ['made', 'downloaded'] as const) {
        expect(fileFaultText({ code, facts: { ...facts, ...more } }, origin)).not.toMatch(/undefined|NaN|our side/)
      }
    }
    expect(tableRefusalText({ code: 'file-gone', facts: {} })).toContain('on our side')
  })
})

test('for any rows: what our own files hold is read as it was, whatever the separator', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '"', ',', ';', "'", '=', '-', '1'),
    minLength: 1,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), async (table) => {
      // A cell that somebody typed with the guard itself cannot be told from one that we guarded.
      fc.pre(table.flat().every((value) => !/^'[=-]/.test(value)))
      const expected = table.map(([reference, amount]) => ({ claim_reference: reference, amount }))
      const ours = table.map((row) => csvLine(row)).join('')
      const others = table
        .map((row) => `${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(';')}\n`)
        .join('')
      expect((await read(`${HEADER}\r\n${ours}`)).map(({ cells }) => cells)).toEqual(expected)
      expect((await read(`claim_reference;amount\n${others}`)).map(({ cells }) => cells)).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})
