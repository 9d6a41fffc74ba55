import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import type { Report, Transport } from './transport.ts'

/** The addresses with which GOV.UK Notify lets one rehearse failures, also without GOV.UK Notify. */
const SIMULATED: Readonly<Record<string, string>> = {
  'perm-fail@simulator.notify': 'permanent-failure',
  'temp-fail@simulator.notify': 'temporary-failure',
}

/** Keeps messages in a table that /dev/emails shows. Every other message is delivered at once. */
export function developmentTransport(db: Database, clock: Clock): Transport {
  const reportFor = (to: string): Report => ({ status: SIMULATED[to.toLowerCase()] ?? 'delivered', at: clock.now() })
  return {
    name: 'development',
    messagesASecond: null,
    async send({ id, to, subject, body }) {
      await db
        .insertInto('platform.development_outbox')
        .values({ message_id: id, recipient: to, subject, body, sent_at: clock.now() })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .execute()
      return { kind: 'accepted', providerId: id, report: reportFor(to) }
    },
    async find(messageId) {
      const kept = await db
        .selectFrom('platform.development_outbox')
        .select('recipient')
        .where('message_id', '=', messageId)
        .executeTakeFirst()
      return kept ? { kind: 'found', providerId: messageId, report: reportFor(kept.recipient) } : { kind: 'not-listed' }
    },
    close() {},
  }
}
