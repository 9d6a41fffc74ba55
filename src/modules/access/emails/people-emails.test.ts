import { describe, expect, test } from 'vitest'
import {
  addressAddedEmail,
  addressInUseEmail,
  addressRemovedEmail,
  nameChangedEmail,
  proveAddressEmail,
} from './account-emails.ts'
import { roleChangedEmail, roleEndedEmail, roleGivenEmail } from './membership-emails.ts'

const baseUrl = 'https://training.test'
const token = 'abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst'
const organisation = { id: 'organisation', name: 'Meridian Teaching Network', urn: null }
const person = { accountId: 'account', to: 'bo@meridian.example', name: 'Bo Li', baseUrl }
const role = { ...person, membershipId: 'membership', organisation, role: 'administrator' } as const
const occasion = { ...person, occasion: 'once', address: 'n•••w@meridian.example' }

const emails = {
  roleGiven: roleGivenEmail(role),
  roleEnded: roleEndedEmail(role),
  roleChanged: roleChangedEmail({ ...role, before: 'viewer' }),
  proveAddress: proveAddressEmail({ ...person, proofId: 'proof', token }),
  addressInUse: addressInUseEmail({ ...person, proofId: 'proof' }),
  addressAdded: addressAddedEmail(occasion),
  addressRemoved: addressRemovedEmail(occasion),
  nameChanged: nameChangedEmail(occasion),
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

test('a message about an organisation that is no school is filed under it', () => {
  expect(emails.roleGiven.about).toContainEqual({ kind: 'organisation', id: 'organisation' })
})

test('a name that was typed to look like a message is not repeated to the new mailbox', () => {
  const { body } = proveAddressEmail({ ...person, name: 'Win at evil.example', proofId: 'proof', token })
  expect(body).toMatch(/^Somebody asked to sign in/)
})
