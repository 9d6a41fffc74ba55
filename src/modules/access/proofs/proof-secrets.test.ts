import { describe, expect, test } from 'vitest'
import { codeIn, tokenIn } from './proof-rules.ts'
import { codeMatches, hashCode, hashOfToken, newCode, newToken } from './proof-secrets.ts'

describe('a token', () => {
  test('is 52 letters and numbers that mean the same in any case', () => {
    const tokens = Array.from({ length: 200 }, newToken)
    for (const token of tokens) expect(tokenIn(token.toUpperCase())).toBe(token)
    expect(new Set(tokens).size).toBe(200)
  })

  test('is kept as SHA-256', () => {
    expect(hashOfToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('a code', () => {
  test('is one that can be typed back', () => {
    for (const code of Array.from({ length: 200 }, newCode)) expect(codeIn(code)).toBe(code)
  })

  test('is kept with a salt of its own', async () => {
    const [one, other] = [await hashCode('K7QDM2XP'), await hashCode('K7QDM2XP')]
    expect(one.hash.equals(other.hash)).toBe(false)
    expect(await codeMatches('K7QDM2XP', one)).toBe(true)
    expect(await codeMatches('K7QDM2XQ', one)).toBe(false)
    expect(await codeMatches('', one)).toBe(false)
  })
})
