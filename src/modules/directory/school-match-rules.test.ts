import { expect, test } from 'vitest'
import { exactMatch, isPostcodeWord, literalMatch, matchWhileTyping, nearestMatch } from './school-match-rules.ts'

test('every word is asked for, with or without a final s and with its kind of school', () => {
  expect(exactMatch(['st', 'mary', 'primary'])).toBe(
    'st & (mary | marys) & (primary | primarys | junior | infant | first)',
  )
  expect(exactMatch(['ls74ab'])).toBe('ls74ab')
  expect(literalMatch(['st', 'primary'])).toBe('st & (primary | primarys)')
})

test('while typing, the last word may be unfinished, and one letter of it says nothing yet', () => {
  expect(matchWhileTyping(['st', 'mar'])).toBe('st & (mar | mar:*)')
  expect(matchWhileTyping(['st', 'm'])).toBe('st')
  expect(matchWhileTyping(['m'])).toBe('(m | m:*)')
  expect(matchWhileTyping([])).toBe('')
})

test('weak words are not insisted on beside strong ones', () => {
  expect(nearestMatch(['oakdale', 'academy']).words).toEqual(['oakdale'])
  expect(nearestMatch(['primary', 'academy']).words).toEqual(['primary', 'academy'])
})

test('a slip in a word that no name is compared by is put right first', () => {
  expect(nearestMatch(['st', 'morwens', 'cathlic', 'schol']).words).toEqual(['st', 'morwens'])
  expect(nearestMatch(['holy', 'trinity', 'chruch', 'england']).words).toEqual(['holy', 'trinity'])
  expect(nearestMatch(['siant', 'hilda']).words).toEqual(['st', 'hilda'])
  expect(nearestMatch(['schol']).words).toEqual([])
})

test('a space too many or too few is forgiven, and a postcode stands for its area', () => {
  expect(nearestMatch(['green', 'field']).readings).toBe('greenfield')
  expect(nearestMatch(['stmary']).readings).toBe('(st & mary | stm & ary | stma & ry)')
  expect(nearestMatch(['ls74ab'])).toEqual({ words: ['ls7'], alternatives: ['ls7'], readings: null })
})

test.each([
  ['ls74ab', true],
  ['w1a1aa', true],
  ['m11ae', true],
  ['ls7', false],
  ['greenfield', false],
])('%s is a full postcode: %s', (word, expected) => expect(isPostcodeWord(word)).toBe(expected))
