import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { type Contact, contactForNomination, mailboxRestsUntil, maySendLink, sameMailbox } from './nomination-rules.ts'

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

describe('a mailbox of many schools', () => {
  test.each([
    ['may be sent the tenth link of an hour', Array.from({ length: 9 }, () => 30), null],
    ['rests before the eleventh', Array.from({ length: 10 }, () => 30), now.add({ minutes: 30 })],
    ['may be sent the thirtieth of a day', Array.from({ length: 29 }, () => 120), null],
    ['rests before the next', Array.from({ length: 30 }, () => 120), now.add({ minutes: 22 * 60 })],
  ])('%s', (_, minutes, at) => {
    expect(mailboxRestsUntil(minutesAgo(...minutes), now)).toEqual(at)
  })
})

describe('a new link for an old one', () => {
  const main: Contact = { channel: 'main', address: 'office@hill.example' }
  const alternative: Contact = { channel: 'alternative', address: 'Head@hill.example' }
  test.each([
    ['goes to the same mailbox', { address: 'head@hill.example', channel: 'main' }, alternative],
    [
      'goes to the contact when the mailbox is no longer the school’s',
      { address: 'old@x.example', channel: null },
      main,
    ],
    ['goes to the contact after a letter', { address: 'the headteacher, by post', channel: 'letter' }, main],
    [
      'goes to an address that staff have checked',
      { address: 'ng@x.example', channel: 'checked-by-staff' },
      { address: 'ng@x.example', channel: 'checked-by-staff' },
    ],
  ] as const)('%s', (_, link, target) => {
    expect(sameMailbox(link, [main, alternative])).toEqual(target)
  })

  test('cannot be sent to a school without an address', () => {
    expect(sameMailbox({ address: 'old@x.example', channel: 'main' }, [])).toBe(null)
  })
})
