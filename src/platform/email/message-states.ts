import { machine } from '#src/kit/machine.ts'

export const MESSAGE_STATUSES = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'permanent-failure',
  'temporary-failure',
  'technical-failure',
  'abandoned',
] as const
export type MessageStatus = (typeof MESSAGE_STATUSES)[number]

/**
 * The life of a message. Reports of the provider may arrive twice, late and in any order, so they only ever lead upwards:
 * technical < temporary < permanent < delivered. Whatever the order, the end is the same, and delivered stays delivered.
 * A report can find the message still 'queued' or 'sending': it is then the first proof that it was accepted.
 */
export const messageStates = machine<MessageStatus>()({
  lease: { from: ['queued', 'sending'], to: 'sending' },
  postpone: { from: ['sending'], to: 'queued' },
  accept: { from: ['queued', 'sending'], to: 'sent' },
  abandon: { from: ['queued', 'sending'], to: 'abandoned' },
  failTechnically: { from: ['queued', 'sending', 'sent'], to: 'technical-failure' },
  failTemporarily: { from: ['queued', 'sending', 'sent', 'technical-failure', 'abandoned'], to: 'temporary-failure' },
  failPermanently: {
    from: ['queued', 'sending', 'sent', 'technical-failure', 'temporary-failure', 'abandoned'],
    to: 'permanent-failure',
  },
  deliver: {
    from: ['queued', 'sending', 'sent', 'technical-failure', 'temporary-failure', 'permanent-failure', 'abandoned'],
    to: 'delivered',
  },
})

/** How a message can end. */
export const FINAL_STATUSES = [
  'delivered',
  'permanent-failure',
  'temporary-failure',
  'technical-failure',
  'abandoned',
] as const satisfies readonly MessageStatus[]
export type FinalStatus = (typeof FINAL_STATUSES)[number]

export const isFinal = (status: string): status is FinalStatus => FINAL_STATUSES.some((final) => final === status)

/** The transition that a final report asks for. */
export const reportTransitions = {
  delivered: 'deliver',
  'permanent-failure': 'failPermanently',
  'temporary-failure': 'failTemporarily',
  'technical-failure': 'failTechnically',
  abandoned: 'abandon',
} as const satisfies Readonly<Record<FinalStatus, keyof typeof messageStates.table>>

/** For pages: what became of a message, and what happens next. */
export const messageStatusTexts: Readonly<Record<MessageStatus, { readonly text: string; readonly next: string }>> = {
  queued: { text: 'Waiting to be sent', next: 'It is sent within a minute unless the email service is busy.' },
  sending: { text: 'Being sent', next: 'It usually arrives within a minute.' },
  sent: { text: 'Sent', next: 'Some email systems take up to 10 minutes to show it. It may be in a junk folder.' },
  delivered: { text: 'Delivered', next: 'It is in the inbox or in a junk folder.' },
  'permanent-failure': { text: 'Address does not exist', next: 'Check the address and use another one.' },
  'temporary-failure': {
    text: 'Inbox refused it',
    next: 'The inbox is full or its filter rejected the email. Try again later or use another address.',
  },
  'technical-failure': {
    text: 'Could not be sent',
    next: 'Something went wrong between us and the inbox. Send it again.',
  },
  abandoned: { text: 'Could not be sent', next: 'The email service could not be reached in time. Send it again.' },
}
