import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  FINAL_STATUSES,
  MESSAGE_STATUSES,
  type MessageStatus,
  messageStates,
  messageStatusTexts,
  reportTransitions,
} from './message-states.ts'

const MATRIX: Readonly<Record<keyof typeof messageStates.table, Partial<Record<MessageStatus, MessageStatus>>>> = {
  lease: { queued: 'sending', sending: 'sending' },
  postpone: { sending: 'queued' },
  accept: { queued: 'sent', sending: 'sent' },
  abandon: { queued: 'abandoned', sending: 'abandoned' },
  failTechnically: { queued: 'technical-failure', sending: 'technical-failure', sent: 'technical-failure' },
  failTemporarily: {
    queued: 'temporary-failure',
    sending: 'temporary-failure',
    sent: 'temporary-failure',
    'technical-failure': 'temporary-failure',
    abandoned: 'temporary-failure',
  },
  failPermanently: {
    queued: 'permanent-failure',
    sending: 'permanent-failure',
    sent: 'permanent-failure',
    'technical-failure': 'permanent-failure',
    'temporary-failure': 'permanent-failure',
    abandoned: 'permanent-failure',
  },
  deliver: {
    queued: 'delivered',
    sending: 'delivered',
    sent: 'delivered',
    'technical-failure': 'delivered',
    'temporary-failure': 'delivered',
    'permanent-failure': 'delivered',
    abandoned: 'delivered',
  },
}

const TRANSITIONS = Object.keys(MATRIX) as (keyof typeof MATRIX)[]

test.each(TRANSITIONS.flatMap((name) => MESSAGE_STATUSES.map((from) => [name, from] as const)))(
  '%s from %s',
  (name, from) => {
    expect(messageStates.move(name, from)).toBe(MATRIX[name][from] ?? null)
  },
)

test('reports of the provider lead to the same end in whatever order and however often they come', () => {
  const reports = fc.array(fc.constantFrom(...FINAL_STATUSES.filter((status) => status !== 'abandoned')), {
    minLength: 1,
  })
  const endOf = (order: readonly (typeof FINAL_STATUSES)[number][]) =>
    order.reduce<MessageStatus>(
      (status, report) => messageStates.move(reportTransitions[report], status) ?? status,
      'sent',
    )
  fc.assert(
    fc.property(
      reports.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, shuffled]) => {
        expect(endOf([...shuffled, ...given])).toBe(endOf(given))
        if (given.includes('delivered')) expect(endOf(given)).toBe('delivered')
      },
    ),
  )
})

test('every status has words for a page', () => {
  for (const status of MESSAGE_STATUSES) expect(messageStatusTexts[status].text).toMatch(/^[A-Z].*[a-z]$/)
})
