import { expect, test } from 'vitest'
import { seal, sealKey, unseal } from './seal.ts'

const key = sealKey(Buffer.alloc(32, 7), 'test')

test('what is sealed reads the same again, and never looks the same twice', () => {
  const [one, other] = [seal(key, 'Siân'), seal(key, 'Siân')]
  expect([unseal(key, one), unseal(key, other)]).toEqual(['Siân', 'Siân'])
  expect(one.equals(other)).toBe(false)
  expect(one.includes('Siân')).toBe(false)
})

test('another purpose, another secret, and a single changed byte open nothing', () => {
  const sealed = seal(key, 'secret')
  const changed = Buffer.from(sealed)
  changed.writeUInt8(changed.readUInt8(14) ^ 1, 14)
  expect(unseal(sealKey(Buffer.alloc(32, 7), 'another'), sealed)).toBeNull()
  expect(unseal(sealKey(Buffer.alloc(32, 8), 'test'), sealed)).toBeNull()
  for (const odd of [changed, Buffer.alloc(0), sealed.subarray(0, 27)]) expect(unseal(key, odd)).toBeNull()
})
