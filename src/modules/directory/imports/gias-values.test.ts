import { describe, expect, test } from 'vitest'
import { companyNumberOf, EMAIL, groupTypeOf, postcodeOf, telephoneOf } from './gias-values.ts'

test.each([
  ['ec3a5de', 'EC3A 5DE'],
  ['EC3A 5DE', 'EC3A 5DE'],
  ['nw1  9zz', 'NW1 9ZZ'],
  ['M1 1AE', 'M1 1AE'],
  ['bfpo 17', 'BFPO 17'],
  [null, null],
])('postcode %s is %s', (given, expected) => {
  expect(postcodeOf(given)).toBe(expected)
})

test.each([
  ['2072831147', '02072831147'],
  ['01632329288', '01632329288'],
  ['+44 20 7283 1147', '+44 20 7283 1147'],
  [null, null],
])('telephone %s is %s', (given, expected) => {
  expect(telephoneOf(given)).toBe(expected)
})

test('noughts that spreadsheets take away are put back', () => {
  expect([companyNumberOf('8090428'), companyNumberOf('08090428'), companyNumberOf('OC301540')]).toEqual([
    '08090428',
    '08090428',
    'OC301540',
  ])
  expect([groupTypeOf('6'), groupTypeOf('06'), groupTypeOf('10')]).toEqual(['06', '06', '10'])
})

describe('an e-mail address', () => {
  test.each(['office@oak.example', "o'neill@st-bedes.sch.uk", 'head+gias@a.b.co', 'é@oak.example'])('%s', (address) => {
    expect(EMAIL.test(address)).toBe(true)
  })

  test.each([
    'office',
    'office@oak',
    'a b@oak.example',
    'a@b@c.example',
    '<office@oak.example>',
    'a@b.example; c@d.example',
    '',
  ])('not %s', (address) => {
    expect(EMAIL.test(address)).toBe(false)
  })
})
