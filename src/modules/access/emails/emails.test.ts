import { describe, expect, test } from 'vitest'
import { Temporal } from '#src/kit/dates.ts'
import { nominatedEmail, nominationDoneEmail, replacedEmail } from './handover-emails.ts'
import { identityConnectedEmail, identityDisconnectedEmail } from './identity-emails.ts'
import { expectationToldEmail, nominationLinkEmail } from './nomination-emails.ts'
import { codesRestEmail, howToGetAccessEmail, signInEmail, staffSignInEmail } from './sign-in-emails.ts'
import { takenBackEmail } from './taken-back-emails.ts'

const baseUrl = 'https://training.test'
const token = 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst'
const school = { id: 'school', name: 'Hill Primary School', urn: '123456' }
const to = 'amina@hill.example'
const about = { proofId: 'proof', accountId: 'account', to, school, baseUrl }
const until = Temporal.Instant.from('2026-11-23T10:00:00Z')
const subjects = [{ kind: 'school', id: 'school' }] as const
const named = { occasion: 'proof', to, school, by: { kind: 'nominated' }, about: subjects, baseUrl } as const
const objection = { token, until }
const kept = { access: 'administrator', until } as const
const takenBack = { handoverId: 'handover', to, tutor: 'Bo Li', school, about: subjects, baseUrl } as const
const byBo = { kind: 'handed-over', name: 'Bo Li' } as const

const emails = {
  signIn: signInEmail({ ...about, name: 'Amina Khan', token, code: 'K7QDM2XP' }),
  howToGetAccess: howToGetAccessEmail({ ...about, token }),
  howToGetAccessDisabled: howToGetAccessEmail({ ...about, token: null }),
  staffSignIn: staffSignInEmail(about),
  codesRest: codesRestEmail({ ...about, until }),
  nominationLink: nominationLinkEmail({ ...about, token, expiresAt: until, hasTutor: false }),
  nominated: nominatedEmail({ ...named, name: 'Amina Khan' }),
  replaced: replacedEmail({ ...named, name: 'Amina Khan', keeps: { access: 'nothing' }, own: false, objection }),
  handedOver: replacedEmail({ ...named, by: byBo, name: 'Bo Li', keeps: kept, own: true, objection }),
  nominationDone: nominationDoneEmail({ ...named, nominee: 'Amina Khan', objection, position: 0 }),
  firstNomination: nominationDoneEmail({ ...named, nominee: 'Amina Khan', objection: null, position: 0 }),
  takenBack: takenBackEmail({ ...takenBack, outcome: 'objected', name: 'Bo Li', isTutor: true }),
  reinstated: takenBackEmail({ ...takenBack, outcome: 'reinstated', name: 'Amina Khan', isTutor: false }),
  takenBackToContact: takenBackEmail({ ...takenBack, outcome: 'undone', name: null, isTutor: null }),
  expectationTold: expectationToldEmail({
    ...{ to, accountId: 'account', name: 'Amina Khan', school, baseUrl, at: until },
    ...{ academicYear: 2026, answer: 'no', by: 'Our support team' },
  }),
  identityConnected: identityConnectedEmail({ ...about, name: 'Amina Khan', door: 'dfe-sign-in', occasion: 'now' }),
  identityDisconnected: identityDisconnectedEmail({ ...about, name: 'Amina Khan', door: 'one-login', occasion: 'now' }),
}

describe.each(Object.entries(emails))('%s', (_, email) => {
  test('says where to go in full, and says that it holds a secret when it does', () => {
    expect(email.body).toContain(`${baseUrl}/`)
    expect(email.holdsSecret).toBe(email.body.includes(token))
    expect(email.subject).not.toContain('\n')
    expect(email.about.length).toBeGreaterThan(0)
  })

  test('uses none of the words that we do not use', () => {
    expect(email.body).not.toMatch(/\b(please|sorry|invalid|valid|can't|don't|click)\b/i)
  })
})

test('the sign-in message carries a link and a code, and says how long each works', () => {
  const { body } = emails.signIn
  expect(body).toContain(`${baseUrl}/sign-in/link/${token}`)
  expect(body).toContain('K7QD-M2XP')
  expect(body).toContain('for 60 minutes')
  expect(body).toContain('for 10 minutes')
})

test('the nomination link says until when it works', () => {
  expect(emails.nominationLink.body).toContain('for 21 days: until 10am on 23 November 2026')
})

test.each([
  ['Siân O’Neill', 'Dear Siân O’Neill'],
  ["J. R. R. D'Arcy-Smith", "Dear J. R. R. D'Arcy-Smith"],
  ['[Win](https://evil.example)', 'Dear colleague'],
  ['evil.example', 'Dear colleague'],
  ['call 02079460000', 'Dear colleague'],
  ['# Urgent', 'Dear colleague'],
  ['x'.repeat(101), 'Dear colleague'],
])('a name typed by somebody else is no message: %s', (name, greeting) => {
  expect(nominatedEmail({ ...named, name }).body.split('\n')[0]).toBe(greeting)
})
