import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { helpAnsweredEmail, helpAskedEmail, sentElsewhereEmail } from './link-request-emails.ts'

const reference = 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst'
const asked = {
  requestId: 'request',
  to: 'bo@hill.example',
  name: 'Bo Li',
  school: { id: 'school', name: 'Hill Primary School', urn: '123456' },
  now: Temporal.Instant.from('2026-11-23T10:00:00Z'),
  baseUrl: 'https://training.test',
}

const emails = {
  asked: helpAskedEmail({ ...asked, reference }),
  link: helpAnsweredEmail({ ...asked, outcome: { kind: 'link', sentTo: 'm•••i@hill.example' } }),
  letter: helpAnsweredEmail({ ...asked, outcome: { kind: 'letter' } }),
  refused: helpAnsweredEmail({ ...asked, outcome: { kind: 'refused', because: 'The school does not know you' } }),
  elsewhere: sentElsewhereEmail({ ...asked, sentTo: 'm•••i@hill.example' }),
}

describe.each(Object.entries(emails))('%s', (_, email) => {
  test('says where to go in full, and that it holds a secret when it does', () => {
    expect(email.body).toContain('https://training.test/')
    expect(email.holdsSecret).toBe(email.body.includes(reference))
    expect(email.about).toContainEqual({ kind: 'link-request', id: 'request' })
  })

  test('uses none of the words that we do not use', () => {
    expect(email.body).not.toMatch(/\b(please|sorry|invalid|valid|can't|don't|click)\b/i)
  })
})

test('the answer says what was decided', () => {
  expect(emails.link.body).toContain('sent its link to m•••i@hill.example')
  expect(emails.letter.body).toContain('a letter')
  expect(emails.refused.body).toContain('The school does not know you')
  expect(emails.elsewhere.body).toContain('The link stops working on 14 December 2026')
})

test('each thing that happens has a message of its own', () => {
  expect(new Set(Object.values(emails).map(({ intent }) => intent)).size).toBe(3)
})
