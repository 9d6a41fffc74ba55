import { z } from 'zod'
import { defineEvent, type EventDefinition } from '../audit/event.ts'
import { FINAL_STATUSES, type FinalStatus } from './message-states.ts'

/** Addresses are masked: the history outlives them, and more people read it than may read addresses. */
const payload = z.object({ subject: z.string(), to: z.string(), template: z.string() })

export const emailDelivered = defineEvent({
  name: 'email.delivered',
  version: 1,
  payload,
  sentence: ({ subject, to }) => `Email “${subject}” was delivered to ${to}`,
})

const NOT_DELIVERED = FINAL_STATUSES.filter((status) => status !== 'delivered')

const reasons: Readonly<Record<FinalStatus, string>> = {
  delivered: '',
  'permanent-failure': 'the address does not exist',
  'temporary-failure': 'the inbox is full or its filter rejected the email',
  'technical-failure': 'something went wrong between the email service and the inbox',
  abandoned: 'the email service could not be reached in time',
}

export const emailNotDelivered = defineEvent({
  name: 'email.not-delivered',
  version: 1,
  payload: payload.extend({ outcome: z.enum(NOT_DELIVERED) }),
  sentence: ({ subject, to, outcome }) => `Email “${subject}” did not reach ${to}: ${reasons[outcome]}`,
})

/** A report that came too late to change anything, such as a failure after the delivery. On the message's own history only. */
export const emailReportSetAside = defineEvent({
  name: 'email.report-set-aside',
  version: 1,
  payload: z.object({ reported: z.enum(FINAL_STATUSES), kept: z.string() }),
  sentence: ({ reported, kept }) => `A later report said “${reported}”; the email stays “${kept}”`,
})

/** Every event of the messages, for the timelines. */
export const emailEvents: readonly EventDefinition[] = [emailDelivered, emailNotDelivered, emailReportSetAside]
