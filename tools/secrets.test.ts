import { expect, test } from 'vitest'
import { secretsIn } from './secrets.ts'

// Put together here, so that this file does not hold what it looks for.
const id = (digit: string) => [8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join('-')

test.each([
  ['a private key', `-----BEGIN RSA ${'PRIVATE'} KEY-----`],
  ['a GOV.UK Notify key', `production-${id('a')}-${id('b')}`],
  ['a bearer token', `Authorization: Bearer ${'abcd'.repeat(8)}`],
  ['a cloud access key', `AKIA${'ABCD'.repeat(4)}`],
  ['a password in an address', `postgres://user:${'secret'.repeat(2)}@database.example/name`],
])('finds %s', (name, text) => {
  expect(secretsIn(text)).toEqual([name])
})

test.each([
  ['one UUID', id('a')],
  ['an address on this machine', 'postgres://dev:development@127.0.0.1/name'],
  ['a template of an address', `postgres://tts:${'$'}{password}@host.example/name`],
  ['talk of bearer tokens', 'The provider sends a bearer token with each callback'],
])('lets %s pass', (_what, text) => {
  expect(secretsIn(text)).toEqual([])
})
