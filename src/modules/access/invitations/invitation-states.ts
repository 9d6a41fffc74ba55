import { machine } from '#src/kit/machine.ts'

export const BATCH_STATUSES = ['planned', 'sending', 'stopped', 'finished'] as const
export type BatchStatus = (typeof BATCH_STATUSES)[number]

/** One invitation of many schools. What was sent stays sent: stopping only keeps the rest from going out. */
export const batchStates = machine<BatchStatus>()({
  start: { from: ['planned'], to: 'sending' },
  finish: { from: ['sending'], to: 'finished' },
  stop: { from: ['planned', 'sending'], to: 'stopped' },
})

export type InvitationStatus = 'waiting' | 'sent' | 'skipped'

/** One school of it. It leaves `waiting` once, in the transaction that stores its link and message. */
export const invitationStates = machine<InvitationStatus>()({
  send: { from: ['waiting'], to: 'sent' },
  skip: { from: ['waiting'], to: 'skipped' },
})
