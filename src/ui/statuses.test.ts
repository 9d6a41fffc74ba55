import { expect, test } from 'vitest'
import { MESSAGE_STATUSES, messageStatusTexts } from '#src/platform/email/message-states.ts'
import { nextFor, STATUSES, type StatusKey, statusOf } from './statuses.ts'

const keys = Object.keys(STATUSES) as StatusKey[]
/** Nothing happens next: that is what they mean. */
const RESTING = ['school-open', 'organisation-open']

test('every status says what happens next, to staff at least', () => {
  const silent = keys.filter((key) => nextFor(key, 'staff') === null)
  expect(silent).toEqual(RESTING)
})

test('texts are in sentence case, and the sentences end', () => {
  for (const key of keys) {
    const { text, next } = statusOf(key)
    expect(text, key).toMatch(/^[A-Z][a-z ]+(DfE)?$/)
    for (const sentence of Object.values(next)) expect(sentence, key).toMatch(/^[A-Z].*\.$/)
  }
})

test('a message has the words that the platform gives it', () => {
  for (const status of MESSAGE_STATUSES) {
    expect(statusOf(`message-${status}`).text).toBe(messageStatusTexts[status].text)
    expect(nextFor(`message-${status}`, 'school')).toBe(messageStatusTexts[status].next)
  }
})
