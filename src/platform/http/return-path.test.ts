import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeReturnPath } from './return-path.ts'

test('paths of ours are kept', () => {
  for (const path of ['/', '/home', '/schools/123456?q=St%20Mary&page=2', '/a/b/../c']) {
    expect(safeReturnPath(path)).not.toBeNull()
  }
  expect(safeReturnPath('/schools?q=a#part')).toBe('/schools?q=a')
})

const ELSEWHERE = [
  undefined,
  '',
  'home',
  'https://evil.test',
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/\r\nSet-Cookie: a=b',
  ' //evil.test',
  '/ /evil.test',
  'javascript:alert(1)',
  'data:text/html,x',
  '/.//evil.test',
  '/..//evil.test',
  '/a/..//evil.test',
  '/%5cevil.test/..//evil.test',
  '/\u0000',
  '/\u2028',
  '/é',
  'http:/evil.test',
  '@evil.test',
  '/'.repeat(3),
  `/${'a'.repeat(600)}`,
  '/\u202e/evil',
  '/x\u00a0',
  'HTTPS:evil.test',
  '?//evil.test',
  '#//evil.test',
  './/evil.test',
]

test('what could lead elsewhere is refused', () => {
  for (const path of ELSEWHERE) expect([path, safeReturnPath(path)]).toEqual([path, null])
})

test('10,000 other texts never leave this site in the eyes of a browser', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '//',
    '.',
    '..',
    '%2f',
    '%5c',
    '@',
    ':',
    'evil.test',
    'https:',
    '?',
    '#',
    '\t',
    '\n',
    ' ',
    'a',
    ';',
    '[',
    ']',
  )
  const text = fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (given) => {
      const path = safeReturnPath(`/${given}`)
      return path === null || new URL(path, 'https://ours.test/deep/page').origin === 'https://ours.test'
    }),
    { numRuns: 10_000 },
  )
})
