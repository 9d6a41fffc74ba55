import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refused } from '#src/kit/result.ts'
import { type CsvReader, csvReader } from './csv-reader.ts'

type Read = { readonly cells: readonly string[]; readonly line: number; readonly count: number; readonly raw: string }

function read(pieces: readonly string[], prepare: (reader: CsvReader) => void = () => {}): readonly Read[] {
  const rows: Read[] = []
  const reader = csvReader(({ cells, line, count, raw }) => rows.push({ cells, line, count, raw: raw() }))
  prepare(reader)
  for (const piece of pieces) reader.push(piece)
  reader.end()
  return rows
}

const cellsOf = (text: string) => read([text]).map(({ cells }) => cells)

function faultOf(text: string): unknown {
  try {
    return cellsOf(text)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

describe('rows', () => {
  test.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,,\n', [['a', '', '']]],
    ['a,b,', [['a', 'b', '']]],
    ['"a","b"\n', [['a', 'b']]],
    ['"a, b",c\n', [['a, b', 'c']]],
    ['"a ""b"" c",d\n', [['a "b" c', 'd']]],
    ['"",\n', [['', '']]],
    ['"two\r\nlines",x\n', [['two\r\nlines', 'x']]],
    ['a\n\n  \nb\n', [['a'], ['b']]],
    ['', []],
  ])('%j', (text, rows) => {
    expect(cellsOf(text)).toEqual(rows)
  })

  test('know their line in the file, line ends in cells counted', () => {
    const rows = read(['h\r\n"one\r\ntwo\nthree",x\r\n\r\nlast\r\n'])
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 6])
  })

  test('know their text and how many columns they have', () => {
    expect(read(['a,"b ""c"""\r\nd\r\n']).map(({ raw, count }) => [raw, count])).toEqual([
      ['a,"b ""c"""', 2],
      ['d', 1],
    ])
  })

  test('keep only the wanted columns, and still count all', () => {
    const rows = read(['a,b,c,"d"\n1,2,3,"4,4"\n'], (reader) => reader.want([1, 3]))
    expect(rows.map(({ cells, count }) => [cells, count])).toEqual([
      [['b', 'd'], 4],
      [['2', '4,4'], 4],
    ])
  })
})

describe('faults', () => {
  test.each([
    ['a,b"c\n', { code: 'stray-quote', facts: { line: 1 } }],
    ['x\n"a"b,c\n', { code: 'stray-quote', facts: { line: 2 } }],
    ['x\n"two\nlines" z,c\n', { code: 'stray-quote', facts: { line: 3 } }],
    ['x\n"never closed, to the end\n', { code: 'unclosed-quote', facts: { line: 2 } }],
    [`x\n"${'a'.repeat(10_000_000)}`, { code: 'row-too-long', facts: { line: 2 } }],
    [`x\n${'a'.repeat(300_000)},b\n`, { code: 'row-too-long', facts: { line: 2 } }],
  ])('%.20j', (text, refusal) => {
    expect(faultOf(text)).toEqual(refusal)
  })
})

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', '\n', '\r\n', '1'), maxLength: 6 }),
  fc.constant(''),
)
const rows = fc
  .integer({ min: 1, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))

const written = (table: readonly (readonly string[])[], lineEnd: string): string =>
  table.map((line) => line.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join(lineEnd) + lineEnd

describe('for any rows', () => {
  test('the answers are those of csv-parse, however the text comes in pieces', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(200), { maxLength: 4 }),
        (table, lineEnd, cuts) => {
          const text = written(table, lineEnd)
          const expected: unknown = parse(text, { record_delimiter: lineEnd, relax_column_count: true })
          const places = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length]
          const pieces = places.slice(1).map((end, place) => text.slice(places[place], end))
          expect(read(pieces).map(({ cells }) => cells)).toEqual(expected)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('unquoted cells are read as csv-parse reads them', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '!', '#', '-'), minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, plain, plain), { minLength: 1 }), (table) => {
        const text = table.map((line) => line.join(',')).join('\r\n')
        expect(cellsOf(text)).toEqual(parse(text))
      }),
    )
  })
})
