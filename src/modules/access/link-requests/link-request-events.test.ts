import { expect, test } from 'vitest'
import { Actor } from '#src/kit/actor.ts'
import {
  letterCodeAccepted,
  letterCodeRefused,
  linkRequestAnswered,
  linkRequestAnswerTakenBack,
  linkRequestPassedToStaff,
  linkRequestRefused,
  nominationLetterPrinted,
  nominationLinkRequested,
} from './link-request-events.ts'
import { linkRequestPolicy } from './link-request-policy.ts'

const CHECK = { check: 'trust', note: 'Mr Bell, operations' } as const

test.each([
  [
    nominationLinkRequested.sentence({ hasContact: true }),
    'Somebody asked on the school’s access page that it is sent its link',
  ],
  [
    nominationLinkRequested.sentence({ hasContact: false }),
    'Somebody asked on the school’s access page that it is sent its link, but there is no address to send it to',
  ],
  [
    linkRequestPassedToStaff.sentence({ address: 'b•••o@hill.example' }),
    'The support team was asked for help with the school’s link by b•••o@hill.example',
  ],
  [
    linkRequestAnswered.sentence({ ...CHECK, to: 'm•••i@hill.example' }),
    'Request for the school’s link answered with a link to m•••i@hill.example. Staff asked the school’s trust: Mr Bell, operations',
  ],
  [
    nominationLetterPrinted.sentence({ ...CHECK, expiresOn: '2026-12-14' }),
    'Letter to the headteacher printed. Its code works until 14 December 2026. Staff asked the school’s trust: Mr Bell, operations',
  ],
  [linkRequestRefused.sentence({ because: 'Unknown' }), 'Request for the school’s link refused: Unknown'],
  [
    linkRequestAnswerTakenBack.sentence({ links: 1 }),
    'Answer to a request for the school’s link taken back: what was sent no longer works',
  ],
  [linkRequestAnswerTakenBack.sentence({ links: 0 }), 'Answer to a request for the school’s link taken back'],
  [letterCodeAccepted.sentence({}), 'Somebody entered the code of the letter to the headteacher'],
  [letterCodeRefused.sentence({}), 'A wrong letter code was entered for the school'],
])('a timeline says: %s', (sentence, expected) => {
  expect(sentence).toBe(expected)
})

test('only support staff answer, and nobody else learns of a request', () => {
  const account = (staffPowers: readonly ('support' | 'operate')[]) =>
    new Actor({ identity: { kind: 'account', id: 'account' }, name: 'Somebody', door: 'web', staffPowers })
  expect(linkRequestPolicy.answer(account(['support']))).toEqual({ allowed: true })
  expect(linkRequestPolicy.answer(account(['operate']))).toEqual({ allowed: false, reason: 'not-yours' })
  expect(linkRequestPolicy.answer(account([]))).toEqual({ allowed: false, reason: 'not-yours' })
  expect(linkRequestPolicy.answer(Actor.anonymous())).toEqual({ allowed: false, reason: 'staff-sign-in' })
})
