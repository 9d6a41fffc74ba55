import { expect, test } from 'vitest'
import { csvLine, withoutGuard } from './csv.ts'

test.each([
  ['plain', ['A', 1, null], 'A,1,\r\n'],
  ['quotes and commas', ['St “X”, "Y"'], '"St “X”, ""Y"""\r\n'],
  ['line ends', ['one\ntwo'], '"one\ntwo"\r\n'],
  ['a formula', ['=HYPERLINK("https://evil.example")'], '"\'=HYPERLINK(""https://evil.example"")"\r\n'],
  ['other beginnings of formulas', ['+1', '-1', '@SUM(A1)', '\tx'], "'+1,'-1,'@SUM(A1),'\tx\r\n"],
  ['numbers stay numbers', [-5], '-5\r\n'],
  ['spaces that matter', [' a '], '" a "\r\n'],
])('%s', (_, cells, line) => {
  expect(csvLine(cells)).toBe(line)
})

test.each([
  ["'=1+1", '=1+1'],
  ["'-5", '-5'],
  ["'tis", "'tis"],
  ["O'Neill", "O'Neill"],
  ['-5', '-5'],
  ['', ''],
])('%s comes back as %s', (cell, typed) => {
  expect(withoutGuard(cell)).toBe(typed)
})
