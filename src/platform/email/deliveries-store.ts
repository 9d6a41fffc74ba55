import { sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { SUBJECT_KINDS, type Subject } from '../audit/event.ts'
import type { Tx } from '../db/database.ts'
import { type FinalStatus, MESSAGE_STATUSES } from './message-states.ts'

const Subjects = z.array(z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string() }))

export type DeliveredMessage = {
  readonly id: string
  readonly status: (typeof MESSAGE_STATUSES)[number]
  readonly template: string
  readonly recipient: string
  readonly subject: string
  readonly about: readonly Subject[]
}

/** The message, locked, so that two reports about it take turns. */
export async function lockMessage(tx: Tx, id: string): Promise<DeliveredMessage | null> {
  const row = await tx
    .selectFrom('platform.messages')
    .select(['id', 'status', 'template', 'recipient', 'subject', 'subjects'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  const { subjects, ...rest } = row
  return { ...rest, status: z.enum(MESSAGE_STATUSES).parse(row.status), about: Subjects.parse(subjects) }
}

type Evidence = {
  readonly messageId: string
  readonly source: 'transport' | 'callback' | 'poll'
  readonly status: string
  readonly occurredAt: Temporal.Instant
  readonly receivedAt: Temporal.Instant
}

/** Keeps what was reported. Answers false when exactly this was reported before. */
export async function keepEvidence(tx: Tx, evidence: Evidence): Promise<boolean> {
  const added = await tx
    .insertInto('platform.message_deliveries')
    .values({
      message_id: evidence.messageId,
      source: evidence.source,
      status: evidence.status,
      occurred_at: evidence.occurredAt,
      received_at: evidence.receivedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

type Settlement = {
  readonly id: string
  readonly from: readonly string[]
  readonly to: FinalStatus
  readonly providerId: string | null
  /** When the provider certainly had it; null when that is not known. */
  readonly sentAt: Temporal.Instant | null
  readonly at: Temporal.Instant
}

/** The end of a message. Whoever was sending or checking it stops; a body with a secret is dropped. */
export async function settleMessage(tx: Tx, { id, from, to, providerId, sentAt, at }: Settlement): Promise<void> {
  await sql`
    update platform.messages set
      status = ${to}, settled_at = ${at}, leased_until = null,
      provider_id = coalesce(provider_id, ${providerId}), sent_at = coalesce(sent_at, ${sentAt}),
      body = case when holds_secret then null else body end
    where id = ${id} and status = any(${from})
  `.execute(tx)
}
