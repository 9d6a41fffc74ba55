import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { codeIn, codeText, nextAllowedAt, proofState, tokenIn } from './proof-rules.ts'

const at = (time: string) => Temporal.Instant.from(`2026-09-14T${time}Z`)
const TOKEN = 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst'

describe('a proof', () => {
  const expiresAt = at('10:00:00')
  test.each([
    ['live until the last moment', { usedAt: null, revokedAt: null }, '09:59:59.999', 'live'],
    ['expired from the moment on', { usedAt: null, revokedAt: null }, '10:00:00', 'expired'],
    ['used, though it has expired since', { usedAt: at('09:30:00'), revokedAt: null }, '11:00:00', 'used'],
    ['used before it is revoked', { usedAt: at('09:30:00'), revokedAt: at('09:31:00') }, '09:40:00', 'used'],
    ['revoked', { usedAt: null, revokedAt: at('09:31:00') }, '09:40:00', 'revoked'],
  ] as const)('is %s', (_, times, now, state) => {
    expect(proofState({ expiresAt, ...times }, at(now))).toBe(state)
  })
})

describe('a token is found in', () => {
  test.each([
    ['itself', TOKEN],
    ['capitals', TOKEN.toUpperCase()],
    ['what a full stop follows', `${TOKEN}.`],
    ['what an angle bracket follows', `${TOKEN}>`],
    ['what an encoded angle bracket follows', `${TOKEN}%3E`],
    ['what a quoted-printable space follows', `${TOKEN}=20`],
    ['a quoted-printable fold', `${TOKEN.slice(0, 20)}=\r\n${TOKEN.slice(20)}`],
    ['an encoded quoted-printable fold', `${TOKEN.slice(0, 20)}%3D%0D%0A${TOKEN.slice(20)}`],
    ['a token with a quoted-printable equals sign before it', `=3D${TOKEN}`],
    ['an encoding', [...TOKEN].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')],
    ['a double encoding', [...TOKEN].map((letter) => `%25${letter.charCodeAt(0).toString(16)}`).join('')],
    ['white space', ` ${TOKEN}\n`],
  ])('%s', (_, damaged) => {
    expect(tokenIn(damaged)).toBe(TOKEN)
  })

  test.each([
    ['nothing', ''],
    ['a shorter one', TOKEN.slice(1)],
    ['a longer one', `${TOKEN}a`],
    ['other characters', `0${TOKEN.slice(1)}`],
  ])('not in %s', (_, text) => {
    expect(tokenIn(text)).toBeNull()
  })

  test('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => tokenIn(text) === null || text.length >= 52),
    )
  })
})

describe('a code', () => {
  test.each([
    ['as it is shown', 'K7QD-M2XP', 'K7QDM2XP'],
    ['in small letters with spaces', ' k7qd m2xp ', 'K7QDM2XP'],
    ['with a dash and invisible characters', 'K7QD–M2XP\u200b', 'K7QDM2XP'],
    ['with O, I and L typed for numbers', 'OIL0-1oil', '01101011'],
  ])('is read %s', (_, typed, code) => {
    expect(codeIn(typed)).toBe(code)
  })

  test.each(['', 'K7QD-M2X', 'K7QD-M2XPP', 'K7QD-M2XU', 'é7QD-M2XP'])('is not read from "%s"', (typed) => {
    expect(codeIn(typed)).toBeNull()
  })

  test('is shown in two halves', () => expect(codeText('K7QDM2XP')).toBe('K7QD-M2XP'))
})

describe('a limit', () => {
  const limits = [
    { count: 2, within: Temporal.Duration.from({ minutes: 60 }) },
    { count: 3, within: Temporal.Duration.from({ hours: 24 }) },
  ]
  test.each([
    ['nothing went before', [], null],
    ['there is room', ['09:30:00'], null],
    ['the hour is full: until its oldest leaves it', ['09:30:00', '09:50:00'], '10:30:00'],
    ['the hour has moved on', ['08:30:00', '09:50:00'], null],
    ['the hour ends at this very moment', ['09:00:00', '09:50:00'], null],
  ])('when %s', (_, earlier, next) => {
    expect(nextAllowedAt(earlier.map(at), limits, at('10:00:00'))).toEqual(next && at(next))
  })

  test('the longest wait counts, in whatever order the times come', () => {
    const next = nextAllowedAt([at('09:50:00'), at('01:00:00'), at('09:30:00')], limits, at('10:00:00'))
    expect(next?.toString()).toBe('2026-09-15T01:00:00Z')
  })

  test('never lets through more than its count in any window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 60 }), (gaps) => {
        const sent: Temporal.Instant[] = []
        let now = at('00:00:00')
        for (const gap of gaps) {
          now = now.add({ minutes: gap })
          if (!nextAllowedAt(sent, limits, now)) sent.push(now)
          const inTheHour = sent.filter((one) => Temporal.Instant.compare(one.add({ hours: 1 }), now) > 0)
          expect(inTheHour.length).toBeLessThanOrEqual(2)
        }
      }),
    )
  })
})
