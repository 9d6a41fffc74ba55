import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import type { Contact } from '../nominations/nomination-rules.ts'
import { nextStep, pageHasEnded, resendTo, type TriedLink } from './link-request-rules.ts'

const MONDAY = Temporal.Instant.from('2026-11-23T10:00:00Z')
const MAIN: Contact = { channel: 'main', address: 'office@hill.example' }
const ALTERNATIVE: Contact = { channel: 'alternative', address: 'head@hill.example' }
const NO_HOLIDAYS: ReadonlySet<string> = new Set()

const tried = (given: Partial<TriedLink> = {}): TriedLink => ({
  ...{ address: MAIN.address, channel: 'main', sentAt: MONDAY, openedAt: null, status: 'delivered' },
  ...given,
})

type Given = {
  links?: readonly TriedLink[]
  contacts?: readonly Contact[]
  now?: Temporal.Instant
  holidays?: string[]
}

const step = ({ links = [tried()], contacts = [MAIN, ALTERNATIVE], now = MONDAY, holidays }: Given) =>
  nextStep({ tried: links, contacts, now, holidays: holidays ? new Set(holidays) : NO_HOLIDAYS })

const nextMonday = Temporal.Instant.from('2026-11-30T00:00:00Z')

describe('the next step', () => {
  test('waits five working days for somebody to open the link, then tries the other address', () => {
    expect(step({})).toEqual({ kind: 'wait', until: nextMonday, then: ALTERNATIVE })
    expect(step({ now: nextMonday.subtract({ seconds: 1 }) }).kind).toBe('wait')
    expect(step({ now: nextMonday })).toEqual({ kind: 'contact', contact: ALTERNATIVE })
  })

  test('does not count bank holidays', () => {
    expect(step({ holidays: ['2026-11-25'], now: nextMonday })).toMatchObject({ kind: 'wait' })
  })

  test.each(['permanent-failure', 'temporary-failure'] as const)('after %s comes at once', (status) => {
    expect(step({ links: [tried({ status })] })).toEqual({ kind: 'contact', contact: ALTERNATIVE })
    expect(step({ links: [tried({ status })], contacts: [MAIN] })).toEqual({ kind: 'staff' })
  })

  test('is staff once both addresses have had their time', () => {
    const links = [tried({ ...ALTERNATIVE, sentAt: nextMonday }), tried({ status: 'permanent-failure' })]
    expect(step({ links, now: nextMonday })).toMatchObject({ kind: 'wait', then: null })
    expect(step({ links, now: nextMonday.add({ hours: 24 * 7 }) })).toEqual({ kind: 'staff' })
  })

  test('is an address that the register has got since, before staff', () => {
    const changed: Contact = { channel: 'main', address: 'new.office@hill.example' }
    expect(step({ links: [tried({ status: 'permanent-failure' })], contacts: [changed] })).toEqual({
      kind: 'contact',
      contact: changed,
    })
  })

  test('sending again does not begin the wait anew; opening does', () => {
    const again = [tried({ sentAt: MONDAY.add({ hours: 72 }) }), tried()]
    expect(step({ links: again, now: nextMonday }).kind).toBe('contact')
    const opened = [tried({ openedAt: MONDAY.add({ hours: 48 }) })]
    expect(step({ links: opened, now: nextMonday })).toMatchObject({
      kind: 'wait',
      until: Temporal.Instant.from('2026-12-02T00:00:00Z'),
    })
  })

  test('of a school without any address is staff, and its first address when it gets one', () => {
    expect(step({ links: [], contacts: [] })).toEqual({ kind: 'staff' })
    expect(step({ links: [], contacts: [MAIN] })).toEqual({ kind: 'contact', contact: MAIN })
  })

  test('takes the same mailbox in other letters for the same', () => {
    const shouted: Contact = { channel: 'alternative', address: 'OFFICE@Hill.example' }
    expect(step({ links: [tried({ status: 'permanent-failure' })], contacts: [MAIN, shouted] }).kind).toBe('staff')
  })
})

describe('sending again', () => {
  test.each([
    ['goes to the same mailbox', [tried({ ...ALTERNATIVE })], ALTERNATIVE],
    [
      'goes to the contact of today when the mailbox is no longer the school’s',
      [tried({ address: 'old@x.example' })],
      MAIN,
    ],
    [
      'goes to an address that staff have checked',
      [tried({ address: 'c@x.example', channel: 'checked-by-staff' })],
      { address: 'c@x.example', channel: 'checked-by-staff' },
    ],
    ['is not for letters', [tried({ channel: 'letter' })], null],
  ] as const)('%s', (_, links, target) => {
    expect(resendTo(links, [MAIN, ALTERNATIVE])).toEqual(target)
  })
})

test('a request can be followed for ninety days', () => {
  const day = 24 * 3600
  expect(pageHasEnded(MONDAY, MONDAY.add({ seconds: 90 * day - 1 }))).toBe(false)
  expect(pageHasEnded(MONDAY, MONDAY.add({ seconds: 90 * day }))).toBe(true)
})
