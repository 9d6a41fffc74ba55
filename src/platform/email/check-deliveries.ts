import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { execute } from '../commands/command.ts'
import type { Database } from '../db/database.ts'
import { defineJob, type JobContext } from '../jobs/job.ts'
import { GIVE_UP_CHECKING, isBefore, nextCheck } from './email-rules.ts'
import { type FinalStatus, isFinal } from './message-states.ts'
import { recordDelivery } from './record-delivery.ts'
import type { Report, Transport } from './transport.ts'

/** Enough to catch up with an hour of lost callbacks at the full rate in a few hours, and far below the provider's limit. */
const MESSAGES_A_RUN = 500

/** Asks the provider about sent messages whose callback has not come: lost callbacks heal by themselves. */
export const checkDeliveries = (transport: Transport) =>
  defineJob({
    name: 'check-deliveries',
    schedule: '* * * * *',
    input: z.object({}),
    async run(context) {
      if (transport.find === null) return
      for (const message of await dueForCheck(context.db, context.now)) {
        if (context.signal.aborted) return
        await check(context, transport.find, message)
      }
    },
  })

type Unsettled = { readonly id: string; readonly sent_at: Temporal.Instant }

async function dueForCheck(db: Database, now: Temporal.Instant): Promise<readonly Unsettled[]> {
  const rows = await db
    .selectFrom('platform.messages')
    .select(['id', 'sent_at', 'created_at'])
    .where('status', '=', 'sent')
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(MESSAGES_A_RUN)
    .execute()
  return rows.map(({ id, sent_at, created_at }) => ({ id, sent_at: sent_at ?? created_at }))
}

async function check(context: JobContext, find: NonNullable<Transport['find']>, message: Unsettled): Promise<void> {
  const sighting = await find(message.id)
  if (sighting.kind === 'no-answer')
    context.log.warn('email.check-failed', { message: message.id, code: sighting.code })
  if (sighting.kind === 'found' && isFinal(sighting.report.status)) {
    return settle(context, message, { ...sighting.report, status: sighting.report.status }, sighting.providerId)
  }
  if (!isBefore(context.now, message.sent_at.add(GIVE_UP_CHECKING)) && sighting.kind !== 'no-answer') {
    return settle(context, message, { status: 'technical-failure', at: context.now }, null)
  }
  await context.db
    .updateTable('platform.messages')
    .set({ next_attempt_at: nextCheck(message.sent_at, context.now) })
    .where('id', '=', message.id)
    .where('status', '=', 'sent')
    .execute()
}

async function settle(
  context: JobContext,
  message: Unsettled,
  { status, at }: Report & { readonly status: FinalStatus },
  providerId: string | null,
): Promise<void> {
  const report = { messageId: message.id, source: 'poll', status, occurredAt: at.toString(), providerId } as const
  await execute(context, recordDelivery, report)
}
