import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rangeText, shownPages } from './pagination.tsx'
import { hrefOfPage, pageOfPages, paging } from './paging.ts'

describe('paging', () => {
  test.each([
    [undefined, 0, { page: 1, pages: 1, offset: 0, limit: 25, total: 0 }],
    [undefined, 26, { page: 1, pages: 2, offset: 0, limit: 25, total: 26 }],
    ['2', 26, { page: 2, pages: 2, offset: 25, limit: 25, total: 26 }],
    ['3', 26, null],
    ['0', 26, null],
    ['-1', 26, null],
    ['02', 26, null],
    ['2.0', 26, null],
    ['1e1', 2600, null],
    ['two', 26, null],
    ['', 26, null],
    ['99999999999', 26, null],
  ])('?page=%s of %i rows', (asked, total, expected) => expect(paging(asked, total)).toEqual(expected))

  test('every row is on exactly one page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 60 }), (total, rows) => {
        const pages = paging(undefined, total, rows)?.pages ?? 0
        const shown = Array.from({ length: pages }, (_none, at) => paging(String(at + 1), total, rows))
        const count = shown.reduce((sum, one) => sum + Math.min(one?.limit ?? 0, total - (one?.offset ?? 0)), 0)
        return count === total && paging(String(pages + 1), total, rows) === null
      }),
    )
  })
})

test('the title counts pages when there are several', () => {
  expect(pageOfPages({ page: 2, pages: 9, offset: 25, limit: 25, total: 220 })).toBe(' (page 2 of 9)')
  expect(pageOfPages({ page: 1, pages: 1, offset: 0, limit: 25, total: 3 })).toBe('')
})

test('the address of a page keeps the rest of the query', () => {
  expect(hrefOfPage('/schools', { q: 'st mary', page: '4' }, 5)).toBe('/schools?q=st+mary&page=5')
  expect(hrefOfPage('/schools', { q: 'st mary', page: '4' }, 1)).toBe('/schools?q=st+mary')
  expect(hrefOfPage('/schools', { page: '4' }, 1)).toBe('/schools')
})

describe('the pages shown', () => {
  test.each([
    [1, 2, [1, 2]],
    [1, 9, [1, 2, null, 9]],
    [4, 9, [1, 2, 3, 4, 5, null, 9]],
    [5, 9, [1, null, 4, 5, 6, null, 9]],
    [9, 9, [1, null, 8, 9]],
    [3, 5, [1, 2, 3, 4, 5]],
  ])('page %i of %i', (page, pages, expected) => expect(shownPages({ page, pages })).toEqual(expected))
})

test('the range says what is shown of how many', () => {
  const of = (asked: string, total: number) => rangeText(paging(asked, total) ?? fail(), 'school', 'schools')
  expect(of('1', 0)).toBe('0 schools')
  expect(of('1', 1)).toBe('1 school')
  expect(of('1', 25)).toBe('25 schools')
  expect(of('2', 4310)).toBe('Showing 26 to 50 of 4,310 schools')
  expect(of('2', 27)).toBe('Showing 26 to 27 of 27 schools')
})

const fail = (): never => {
  throw new Error('no such page')
}
