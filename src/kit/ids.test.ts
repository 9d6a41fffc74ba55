import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf, uuidv7 } from './ids.ts'

const random = fc.uint8Array({ minLength: 10, maxLength: 10 })
const milliseconds = fc.integer({ min: 0, max: 2 ** 47 })

test('keys are version 7 identifiers that carry their moment', () => {
  fc.assert(
    fc.property(milliseconds, random, (moment, bytes) => {
      const id = uuidv7(moment, bytes)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(moment)
    }),
  )
})

test('later keys sort after earlier ones', () => {
  fc.assert(
    fc.property(milliseconds, random, random, (moment, one, other) => uuidv7(moment, one) < uuidv7(moment + 1, other)),
  )
})

test('only an identifier is accepted as one', () => {
  const SchoolId = idOf('SchoolId')
  expect(SchoolId.safeParse('0199f0aa-1111-7222-8333-444455556666').success).toBe(true)
  for (const wrong of ['', '123456', "0199f0aa-1111-7222-8333-444455556666'", null, 7]) {
    expect(SchoolId.safeParse(wrong).success).toBe(false)
  }
})
