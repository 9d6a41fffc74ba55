import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type Contact, contactForNomination, maySendLink } from './nomination-rules.ts'

const now = Temporal.Instant.from('2026-09-14T09:00:00Z')
const minutesAgo = (...minutes: readonly number[]) => minutes.map((count) => now.subtract({ minutes: count }))

describe('a nomination link', () => {
  test.each([
    ['may be the first', [], { allowed: true }],
    ['may follow after five minutes', [5], { allowed: true }],
    ['waits out five minutes', [4], { allowed: false, reason: 'too-soon', at: now.add({ minutes: 1 }) }],
    ['may be the fifth of a day', [10, 20, 30, 40], { allowed: true }],
    [
      'may not be the sixth',
      [10, 20, 30, 40, 1439],
      { allowed: false, reason: 'too-many', at: now.add({ minutes: 1 }) },
    ],
    ['may come a day after the first of five', [10, 20, 30, 40, 1440], { allowed: true }],
  ] as const)('%s', (_, earlier, decision) => {
    expect(maySendLink(minutesAgo(...earlier), now)).toEqual(decision)
  })
})

describe('the contact', () => {
  const main: Contact = { channel: 'main', address: 'office@hill.example' }
  const alternative: Contact = { channel: 'alternative', address: 'head@hill.example' }
  test.each([
    ['the main address', [alternative, main], main],
    ['the alternative one when there is no main one', [alternative], alternative],
    ['nobody when there is none', [], null],
  ])('is %s', (_, contacts, contact) => {
    expect(contactForNomination(contacts)).toEqual(contact)
  })
})
