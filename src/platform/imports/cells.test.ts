import { describe, expect, test } from 'vitest'
import { type CellsReader, cellsReader, isoDate } from './cells.ts'

function load(...values: readonly string[]): CellsReader<'a' | 'b'> {
  const cells = cellsReader<'a' | 'b'>(
    new Map([
      ['a', 0],
      ['b', 1],
    ]),
  )
  cells.load(values)
  return cells
}

describe('text', () => {
  test.each([
    ['  Fernhill  School ', 'Fernhill School'],
    ['Brightside\u00a0Adult\u00a0Services', 'Brightside Adult Services'],
    ['', null],
    ['   ', null],
    ['Not recorded', null],
    ['Not-applicable', null],
    ['Not applicable', null],
    ['NOT APPLICABLE', null],
    ['Not applicable here', 'Not applicable here'],
    ['O’Neill', 'O’Neill'],
  ])('%j is %j', (given, expected) => {
    expect(load(given).text('a')).toBe(expected)
  })

  test('a spreadsheet error is a problem', () => {
    const cells = load('#REF!')
    cells.text('a')
    expect(cells.problems).toEqual(['a holds the spreadsheet error #REF!'])
  })

  test('a column that the file lacks is empty', () => {
    expect(load('x').text('b')).toBeNull()
  })
})

describe('days', () => {
  test.each([
    ['31-08-2026', '2026-08-31'],
    ['31/08/2026', '2026-08-31'],
    ['1/9/2026', '2026-09-01'],
    ['29-02-2024', '2024-02-29'],
    ['29-02-2026', null],
    ['31-09-2026', null],
    ['09/30/2026', null],
    ['2026-08-31', null],
    ['01-Sep-26', null],
    ['44805', null],
  ])('%s is %s', (given, expected) => {
    expect(isoDate(given)).toBe(expected)
  })

  test('01-01-1900 means that nobody knows', () => {
    const cells = load('01-01-1900')
    expect(cells.date('a')).toBeNull()
    expect(cells.problems).toEqual([])
  })

  test('anything else is a problem, named with what was there', () => {
    const cells = load('2026-08-31')
    expect(cells.date('a')).toBeNull()
    expect(cells.problems).toEqual(['a is “2026-08-31”, not a day such as 31-08-2026'])
  })
})

describe('numbers and codes', () => {
  test.each([
    ['208', 208],
    ['1,029', 1029],
    ['0', 0],
    ['', null],
  ])('%s is %s', (given, expected) => {
    const cells = load(given)
    expect(cells.whole('a')).toBe(expected)
    expect(cells.notes).toEqual([])
  })

  test.each(['SUPP', '12.5', '1,02', '-3'])('%s is noted and left empty', (given) => {
    const cells = load(given)
    expect(cells.whole('a')).toBeNull()
    expect(cells.notes).toEqual(['a is not a whole number, so it is left empty'])
    expect(cells.problems).toEqual([])
  })

  test('a needed code is a problem when it is missing or of another form', () => {
    const cells = load('1.00E+05')
    cells.code('a', /^\d{5,6}$/, 'a URN of 5 or 6 digits')
    cells.code('b', /^\d{5,6}$/, 'a URN of 5 or 6 digits')
    expect(cells.problems).toEqual(['a is “1.00E+05”, not a URN of 5 or 6 digits', 'b is empty'])
  })

  test('the next row starts clean', () => {
    const cells = load('')
    cells.needed('a')
    cells.load(['x'])
    expect(cells.problems).toEqual([])
  })
})
