import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { askedByBrowser, codeIsLive, codesRestUntil, nextSignInEmailAt } from './sign-in-rules.ts'

const now = Temporal.Instant.from('2026-09-14T09:00:00Z')
const minutesAgo = (...minutes: readonly number[]) => minutes.map((count) => now.subtract({ minutes: count }))

describe('the next email to one address', () => {
  test.each([
    ['may go at once', [], null],
    ['may go as the fifth in an hour', [1, 2, 3, 4], null],
    ['waits as the sixth in an hour', [1, 2, 3, 4, 40], 20],
    ['may go as the tenth in a day', [61, 62, 63, 64, 65, 66, 67, 68, 69], null],
    ['waits as the eleventh in a day', [61, 62, 63, 64, 65, 66, 67, 68, 69, 1380], 60],
  ])('%s', (_, earlier, minutes) => {
    expect(nextSignInEmailAt(minutesAgo(...earlier), now)).toEqual(minutes && now.add({ minutes }))
  })
})

describe('codes for one address', () => {
  test('work after nine wrong ones in an hour', () => {
    expect(codesRestUntil(minutesAgo(1, 2, 3, 4, 5, 6, 7, 8, 9), now)).toBeNull()
  })
  test('rest after ten, until the oldest of them is an hour old', () => {
    expect(codesRestUntil(minutesAgo(1, 2, 3, 4, 5, 6, 7, 8, 9, 50), now)).toEqual(now.add({ minutes: 10 }))
  })
})

describe('a code', () => {
  const code = { codeExpiresAt: now.add({ minutes: 1 }), failedAttempts: 0, browserHash: null }
  test.each([
    ['can be tried', {}, true],
    ['can be tried a fifth time', { failedAttempts: 4 }, true],
    ['is dead after five wrong answers', { failedAttempts: 5 }, false],
    ['is dead at the end of its life', { codeExpiresAt: now }, false],
    ['is dead when there never was one', { codeExpiresAt: null }, false],
  ])('%s', (_, change, live) => {
    expect(codeIsLive({ ...code, ...change }, now)).toBe(live)
  })
})

describe('the browser that asked', () => {
  const proof = { codeExpiresAt: null, failedAttempts: 0, browserHash: Buffer.from('one') }
  test('is known by its secret', () => expect(askedByBrowser(proof, Buffer.from('one'))).toBe(true))
  test('is no other', () => expect(askedByBrowser(proof, Buffer.from('other'))).toBe(false))
  test('is nobody when none is bound', () =>
    expect(askedByBrowser({ ...proof, browserHash: null }, Buffer.from('one'))).toBe(false))
})
