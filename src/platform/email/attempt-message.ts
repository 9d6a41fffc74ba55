import { Actor } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { newProcess } from '../audit/process.ts'
import type { Clock } from '../clock.ts'
import { execute } from '../commands/command.ts'
import type { Database } from '../db/database.ts'
import type { Log } from '../log.ts'
import { recordAcceptance } from './acceptances-store.ts'
import { backoff, decidedFrom, isBefore, isSpent, nextLook, type SendingFigures } from './email-rules.ts'
import { beginAttempt, type LeasedMessage, leaveUnsettled, postpone } from './leases-store.ts'
import { type FinalStatus, isFinal } from './message-states.ts'
import { recordDelivery } from './record-delivery.ts'
import type { Report, SendOutcome, Transport } from './transport.ts'

export type Sending = {
  readonly db: Database
  readonly transport: Transport
  readonly clock: Clock
  readonly figures: SendingFigures
  readonly log: Log
  readonly baseUrl: string
  readonly random: () => number
}

/** `slow-down` asks the dispatcher to pause: the provider said that we send too fast. */
export type AttemptEnd = 'done' | 'slow-down'

/**
 * Brings one leased message one step on. A message whose last attempt ended in doubt is looked for at the provider first,
 * and is sent again only when the provider has had time to list it and does not: one accepted send for each intent.
 * `leasedAt` is the machine's steady clock at the lease.
 */
export async function attemptMessage(sending: Sending, message: LeasedMessage, leasedAt: number): Promise<AttemptEnd> {
  if (!message.isUnsettled) return sendOrGiveUp(sending, message, leasedAt)
  const isDecided = !isBefore(sending.clock.now(), decidedFrom(message.attempted_at, sending.figures))
  const sighting = sending.transport.find ? await sending.transport.find(message.id) : ({ kind: 'not-listed' } as const)
  if (sighting.kind === 'found') return accept(sending, message, sighting)
  if (sighting.kind === 'no-answer' || !isDecided) {
    return lookLater(sending, message, sighting.kind === 'no-answer' ? sighting.code : 'not listed yet')
  }
  if (isSpent(message, sending.clock.now())) return giveUp(sending, message)
  const again = await beginAttempt(sending.db, { message, now: sending.clock.now(), figures: sending.figures })
  return again === null ? 'done' : sendOrGiveUp(sending, again, performance.now())
}

async function sendOrGiveUp(sending: Sending, message: LeasedMessage, leasedAt: number): Promise<AttemptEnd> {
  const { db, transport, clock, figures, log } = sending
  if (isSpent(message, clock.now())) return giveUp(sending, message)
  // A process that was held up must not send with a lease that somebody else may have by the time of the answer.
  if (performance.now() - leasedAt > figures.startWithinSeconds * 1_000) {
    await postpone(db, { message, until: clock.now(), code: 'held up' })
    return 'done'
  }
  const outcome = await transport.send({
    id: message.id,
    to: message.recipient,
    subject: message.subject,
    body: message.body,
  })
  if (outcome.kind === 'accepted') return accept(sending, message, outcome)
  log.warn('email.attempt-failed', { message: message.id, outcome: outcome.kind, code: outcome.code })
  if (outcome.kind === 'unknown') return lookLater(sending, message, outcome.code)
  if (outcome.kind === 'address-refused')
    return end(sending, message.id, { status: 'permanent-failure', at: clock.now() })
  const until = clock.now().add(backoff(message.attempts, sending.random()))
  await postpone(db, { message, until, code: outcome.code })
  return outcome.isRateLimit ? 'slow-down' : 'done'
}

type Acceptance = Pick<Extract<SendOutcome, { kind: 'accepted' }>, 'providerId' | 'report'>

async function accept(
  sending: Sending,
  message: LeasedMessage,
  { providerId, report }: Acceptance,
): Promise<AttemptEnd> {
  await recordAcceptance(sending.db, { messageId: message.id, providerId, at: sending.clock.now() })
  sending.log.info('email.accepted', {
    message: message.id,
    attempts: message.attempts,
    transport: sending.transport.name,
  })
  return report && isFinal(report.status) ? end(sending, message.id, { ...report, status: report.status }) : 'done'
}

async function lookLater({ db, clock, figures }: Sending, message: LeasedMessage, code: string): Promise<AttemptEnd> {
  await leaveUnsettled(db, { message, until: nextLook(message.attempted_at, clock.now(), figures), code })
  return 'done'
}

const giveUp = (sending: Sending, message: LeasedMessage): Promise<AttemptEnd> =>
  end(sending, message.id, { status: 'abandoned', at: sending.clock.now() })

async function end(
  { db, clock, baseUrl }: Sending,
  messageId: string,
  { status, at }: { readonly status: FinalStatus; readonly at: Temporal.Instant } & Partial<Report>,
): Promise<AttemptEnd> {
  const actor = Actor.system('Email delivery')
  const context = { db, actor, now: clock.now(), process: newProcess('send-messages'), baseUrl }
  const report = { messageId, source: 'transport', status, occurredAt: at.toString(), providerId: null } as const
  await execute(context, recordDelivery, report)
  return 'done'
}
