import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchName, searchPlace, searchQuery } from './school-search-rules.ts'

describe('names of schools are compared', () => {
  test.each([
    ["St. Mary's C of E Primary School", 'st marys ce primary'],
    ['Saint Mary’s Church of England Junior & Infant School', 'st marys ce primary'],
    ['SS Peter and Paul Catholic Primary School', 'st peter paul rc primary'],
    ['St Peter & St Paul RC Primary', 'st peter st paul rc primary'],
    ['Our Lady Roman Catholic J.M.I. School', 'our lady rc primary'],
    ["Holy Trinity C.E. (V.A.) Infants' School", 'holy trinity ce va infant'],
    ['Ysgol Ŵyr Tŷ Gwyn', 'ysgol wyr ty gwyn'],
    ['Mt Pleasant 6th Form Coll', 'mount pleasant sixth form college'],
    ['The Øresund Straße Pupil Referral Unit', 'oresund strasse pru'],
    ['School 21', '21'],
    ['The School', 'the school'],
    ['🙂', ''],
  ])('%s → %s', (name, comparable) => expect(searchName(name)).toBe(comparable))

  test('whatever a name is, what it is compared by is words of a to z and digits with single spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(searchName(name)).toMatch(/^([a-z0-9]+( [a-z0-9]+)*)?$/)
      }),
    )
  })

  test('comparing what is compared changes nothing', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(searchName(searchName(name))).toBe(searchName(name))
      }),
    )
  })
})

test('a place is its towns, authority, district and postcode, each word once', () => {
  const place = {
    locality: 'Chapel Allerton',
    town: 'Leeds',
    county: null,
    laName: 'Leeds',
    districtName: 'Leeds',
    postcode: 'LS7 4AB',
  }
  expect(searchPlace(place)).toBe('chapel allerton leeds ls7 ls74ab')
  expect(searchPlace({ ...place, locality: null, town: null, laName: null, districtName: '', postcode: 'N/A' })).toBe(
    '',
  )
})

describe('what is typed is understood', () => {
  test.each([
    ['', { kind: 'empty' }],
    ['  \u200b ', { kind: 'empty' }],
    ['the School', { kind: 'too-broad' }],
    ['100000', { kind: 'urn', urn: '100000' }],
    ['URN: 100 000', { kind: 'urn', urn: '100000' }],
    ['\u200b20001\u00a0', { kind: 'urn', urn: '20001' }],
    ['Fernhill Primary School (100000)', { kind: 'urn', urn: '100000' }],
    ['202/3614', { kind: 'establishment-number', laCode: '202', number: '3614' }],
    ['2023614', { kind: 'establishment-number', laCode: '202', number: '3614' }],
    ['ls7 4ab', { kind: 'words', words: ['ls74ab'] }],
    ['LS74AB', { kind: 'words', words: ['ls74ab'] }],
    ['St Mary’s, leeds LS7 4AB', { kind: 'words', words: ['st', 'marys', 'leeds', 'ls74ab'] }],
    ['LS7', { kind: 'words', words: ['ls7'] }],
    ['saint johns church of engl', { kind: 'words', words: ['st', 'johns', 'ce'] }],
    ['St Peter St Paul', { kind: 'words', words: ['st', 'peter', 'paul'] }],
  ])('%j', (text, query) => expect(searchQuery(text)).toEqual(query))

  test('nothing that can be typed makes a word that the database could misread', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const query = searchQuery(text)
        if (query.kind !== 'words') return
        expect(query.words.length).toBeLessThanOrEqual(10)
        for (const word of query.words) expect(word).toMatch(/^[a-z0-9]+$/)
      }),
    )
  })
})
