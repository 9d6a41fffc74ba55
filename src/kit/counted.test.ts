import { expect, test } from 'vitest'
import { counted } from './counted.ts'

test.each([
  [0, '0 schools'],
  [1, '1 school'],
  [2, '2 schools'],
  [4_310, '4,310 schools'],
])('%i', (count, text) => {
  expect(counted(count, 'school', 'schools')).toBe(text)
})
