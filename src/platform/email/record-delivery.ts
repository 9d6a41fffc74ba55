import { z } from 'zod'
import type { Actor } from '#src/kit/actor.ts'
import { Temporal } from '#src/kit/dates.ts'
import { type Decision, demand, when } from '#src/kit/policy.ts'
import type { AuditEvent } from '../audit/event.ts'
import { command } from '../commands/command.ts'
import { type DeliveredMessage, keepEvidence, lockMessage, settleMessage } from './deliveries-store.ts'
import { emailDelivered, emailNotDelivered, emailReportSetAside } from './email-events.ts'
import { maskedAddress } from './masked-address.ts'
import { FINAL_STATUSES, type FinalStatus, messageStates, reportTransitions } from './message-states.ts'

const Input = z.object({
  messageId: z.uuid(),
  source: z.enum(['transport', 'callback', 'poll']),
  status: z.enum(FINAL_STATUSES),
  occurredAt: z.iso.datetime({ offset: true }),
  /** The provider's own id of the message, where it is told. */
  providerId: z.string().nullable(),
})

/**
 * Records how a message ended, from whichever side the news comes. A repeat is refused as "already-recorded" and changes
 * nothing; a report that comes too late is kept as evidence and does not turn a delivered message into a failed one.
 */
export const recordDelivery = command({
  name: 'platform.record-delivery',
  input: Input,
  refusals: ['unknown-message', 'already-recorded'],
  records: ['email.delivered', 'email.not-delivered', 'email.report-set-aside'],
  async run({ tx, actor, now, refuse }, report) {
    demand(mayReport(actor))
    const message = (await lockMessage(tx, report.messageId)) ?? refuse('unknown-message')
    if (message.status === report.status) refuse('already-recorded')
    const occurredAt = Temporal.Instant.from(report.occurredAt)
    const { messageId, source, status, providerId } = report
    if (!(await keepEvidence(tx, { messageId, source, status, occurredAt, receivedAt: now })))
      refuse('already-recorded')
    const transition = reportTransitions[status]
    if (messageStates.move(transition, message.status) === null) {
      const kept = emailReportSetAside.of([{ kind: 'message', id: messageId }], {
        reported: status,
        kept: message.status,
      })
      return { value: { status: message.status }, events: [kept] }
    }
    const sentAt = source === 'transport' ? null : occurredAt
    const from = messageStates.from(transition)
    await settleMessage(tx, { id: messageId, from, to: status, providerId, sentAt, at: now })
    return { value: { status }, events: [eventOf(message, status)] }
  },
})

/** Only the platform itself and its e-mail provider report; no person does. */
const mayReport = (actor: Actor): Decision => when(actor.identity.kind === 'system', 'not-yours')

function eventOf(message: DeliveredMessage, status: FinalStatus): AuditEvent {
  const subjects: AuditEvent['subjects'] = [{ kind: 'message', id: message.id }, ...message.about]
  const facts = { subject: message.subject, to: maskedAddress(message.recipient), template: message.template }
  return status === 'delivered'
    ? emailDelivered.of(subjects, facts)
    : emailNotDelivered.of(subjects, { ...facts, outcome: status })
}
