import { expect, test } from 'vitest'
import {
  accountCreated,
  events,
  expectationRecorded,
  inductionTutorConfirmed,
  inductionTutorNominated,
  nominationLinkSent,
  nominationStarted,
  signedIn,
  signedOut,
  signInEmailRequested,
  signInRefused,
  staffAdded,
} from './access-events.ts'
import { membershipEnded } from './memberships/membership-events.ts'

test.each([
  [
    nominationLinkSent.sentence({ to: 'o•••e@hill.example', channel: 'main', expiresOn: '2026-12-14' }),
    'Nomination link sent to the school’s main contact, o•••e@hill.example. It works until 14 December 2026',
  ],
  [
    nominationStarted.sentence({ sentTo: 'o•••e@hill.example' }),
    'Somebody opened the nomination link sent to o•••e@hill.example and began',
  ],
  [
    expectationRecorded.sentence({ academicYear: 2026, answer: { before: 'no', after: 'yes' } }),
    'For 2026 to 2027 the school expects early career teachers',
  ],
  [
    inductionTutorNominated.sentence({
      school: 'Hill School',
      name: 'Amina Khan',
      address: 'a•••a@hill.example',
      tutor: { before: null, after: 'account' },
    }),
    'Amina Khan (a•••a@hill.example) nominated as induction tutor of Hill School',
  ],
  [
    inductionTutorConfirmed.sentence({ school: 'Hill School', address: 'a•••a@hill.example' }),
    'Induction tutor of Hill School confirmed: a•••a@hill.example',
  ],
  [
    membershipEnded.sentence({ school: 'Hill School', role: 'induction-tutor', because: 'replaced' }),
    'Induction tutor of Hill School ended: replaced by somebody else',
  ],
  [accountCreated.sentence({ name: 'Amina Khan' }), 'Account made for Amina Khan'],
  [
    staffAdded.sentence({ issuer: 'https://issuer.test', powers: ['support', 'operate'] }),
    'Made a member of staff who may: Support, Operate the service',
  ],
  [signInEmailRequested.sentence({ address: 'a•••a@hill.example' }), 'Sign-in email asked for by a•••a@hill.example'],
  [
    signInRefused.sentence({ address: 'a•••a@hill.example', wrong: 'code' }),
    'Wrong sign-in code for a•••a@hill.example',
  ],
  [
    signInRefused.sentence({ address: 'a•••a@hill.example', wrong: 'address' }),
    'Wrong address given with the sign-in link for a•••a@hill.example',
  ],
  [signedIn.sentence({ method: 'dfe-sign-in' }), 'Signed in with DfE Sign-in'],
  [signedOut.sentence({}), 'Signed out'],
])('a timeline says: %s', (sentence, expected) => {
  expect(sentence).toBe(expected)
})

test('the catalogue lists every event once', () => {
  expect(new Set(events.map(({ name }) => name)).size).toBe(events.length)
})
