import { describe, expect, test } from 'vitest'
import { Actor } from './actor.ts'
import { allOf, allow, anyOf, demand, deny, everyone, signedIn, when } from './policy.ts'
import { Refused } from './result.ts'

const tutor = new Actor({
  identity: { kind: 'account', id: 'a' },
  name: 'Amina Yusuf',
  door: 'web',
  memberships: [{ organisationId: 'school-1', role: 'induction-tutor' }],
})
const agent = new Actor({
  identity: { kind: 'account', id: 'b' },
  name: 'Sam Ford',
  door: 'staff',
  staffPowers: ['support'],
})

describe('decisions', () => {
  test('the first denial wins', () => {
    expect(allOf(allow, deny('window-shut'), deny('not-yours'))).toEqual(deny('window-shut'))
    expect(allOf(allow, allow)).toEqual(allow)
  })

  test('any allowance is enough, and when there is none the first denial speaks', () => {
    expect(anyOf(deny('not-yours'), allow)).toEqual(allow)
    expect(anyOf(deny('not-yours'), deny('window-shut'))).toEqual(deny('not-yours'))
  })

  test('a denied demand stops a command with the reason', () => {
    expect(() => demand(when(false, 'window-shut'))).toThrow(Refused)
    expect(() => demand(when(true))).not.toThrow()
  })
})

test.each([
  ['nobody', Actor.anonymous(), { everyone: true, signedIn: false, support: false, atSchool: false }],
  ['a tutor', tutor, { everyone: true, signedIn: true, support: false, atSchool: true }],
  ['a support agent', agent, { everyone: true, signedIn: true, support: true, atSchool: false }],
  ['the system', Actor.system('import'), { everyone: true, signedIn: false, support: false, atSchool: false }],
])('%s may do what the persona may', (_name, actor, expected) => {
  expect({
    everyone: everyone(actor, undefined).allowed,
    signedIn: signedIn(actor, undefined).allowed,
    support: actor.may('support'),
    atSchool: actor.worksAt('school-1', 'induction-tutor'),
  }).toEqual(expected)
})

test('a role at one school is no role at another, and another role is not this one', () => {
  expect(tutor.worksAt('school-2')).toBe(false)
  expect(tutor.worksAt('school-1', 'claims')).toBe(false)
})
