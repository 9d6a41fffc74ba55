import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import type { Subject } from '../audit/event.ts'
import type { Reader } from '../db/database.ts'
import { linksOf, toHtml, toText } from './markdown.ts'
import { MESSAGE_STATUSES, type MessageStatus, messageStatusTexts } from './message-states.ts'

const Status = z.enum(MESSAGE_STATUSES)

export type MessageState = {
  readonly status: MessageStatus
  /** What became of it, for a tag or a summary row. */
  readonly text: string
  /** What happens next, or what to do. */
  readonly next: string
  readonly to: string
  readonly queuedAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  readonly settledAt: Temporal.Instant | null
}

/** What became of the message with this intent; null when none was asked for. */
export async function messageState(reader: Reader, intent: string): Promise<MessageState | null> {
  const row = await reader
    .selectFrom('platform.messages')
    .select(['status', 'recipient', 'created_at', 'sent_at', 'settled_at'])
    .where('intent', '=', intent)
    .executeTakeFirst()
  return row ? stateOf(row) : null
}

/**
 * The status of the message with an intent, as an expression for a query of a module that asks about tens of thousands at once
 * (docs/adr, "Modules lend each other sets"). Null when there is none. Evaluated only where the query needs it.
 */
export const statusOfMessage = (intent: RawBuilder<string>): RawBuilder<string | null> =>
  sql`(select message.status from platform.messages as message where message.intent = ${intent})`

/** What became of the messages with these intents, by intent; one query however many. */
export async function messageStatesOf(
  reader: Reader,
  intents: readonly string[],
): Promise<ReadonlyMap<string, MessageState>> {
  if (intents.length === 0) return new Map()
  const rows = await reader
    .selectFrom('platform.messages')
    .select(['intent', 'status', 'recipient', 'created_at', 'sent_at', 'settled_at'])
    .where('intent', 'in', intents)
    .execute()
  return new Map(rows.map((row) => [row.intent, stateOf(row)]))
}

export type LatestMessage = MessageState & { readonly id: string; readonly subject: string; readonly template: string }

const MOST_MESSAGES = 20

/** A message with all that we know of its way, for staff. */
export type MessageEvidence = LatestMessage & {
  readonly intent: string
  readonly attempts: number
  /** What the e-mail service calls it, to ask there. */
  readonly providerReference: string | null
  readonly lastError: string | null
}

type Asked = {
  readonly subject: Subject
  /** Mailboxes whose messages count too, whatever they were about. */
  readonly addresses?: readonly string[]
  readonly limit: number
}

/** The newest messages about a subject or to a mailbox of its own, with the evidence of their delivery. Staff only. One query. */
export async function messagesWithEvidence(reader: Reader, asked: Asked): Promise<readonly MessageEvidence[]> {
  const folded = (asked.addresses ?? []).map((address) => address.toLowerCase())
  const rows = await reader
    .selectFrom('platform.messages')
    .select(['id', 'intent', 'subject', 'template', 'status', 'recipient', 'created_at', 'sent_at', 'settled_at'])
    .select(['attempts', 'provider_id', 'last_error'])
    .where((where) =>
      where.or([
        sql<boolean>`subjects @> ${JSON.stringify([asked.subject])}::jsonb`,
        ...(folded.length === 0 ? [] : [sql<boolean>`lower(recipient) = any(${folded})`]),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(asked.limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    intent: row.intent,
    subject: row.subject,
    template: row.template,
    attempts: row.attempts,
    providerReference: row.provider_id,
    lastError: row.last_error,
    ...stateOf(row),
  }))
}

/** The newest messages about a school, an account or another subject. Staff only: it names addresses. */
export async function latestMessages(reader: Reader, subject: Subject): Promise<readonly LatestMessage[]> {
  const rows = await reader
    .selectFrom('platform.messages')
    .select(['id', 'subject', 'template', 'status', 'recipient', 'created_at', 'sent_at', 'settled_at'])
    .where(sql<boolean>`subjects @> ${JSON.stringify([subject])}::jsonb`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_MESSAGES)
    .execute()
  return rows.map((row) => ({ id: row.id, subject: row.subject, template: row.template, ...stateOf(row) }))
}

type StateRow = {
  readonly status: string
  readonly recipient: string
  readonly created_at: Temporal.Instant
  readonly sent_at: Temporal.Instant | null
  readonly settled_at: Temporal.Instant | null
}

function stateOf(row: StateRow): MessageState {
  const status = Status.parse(row.status)
  return {
    status,
    ...messageStatusTexts[status],
    to: row.recipient,
    queuedAt: row.created_at,
    sentAt: row.sent_at,
    settledAt: row.settled_at,
  }
}

const MOST_BOUNCES = 2_000

/**
 * Mailboxes that turned out not to exist since a moment, folded, with the message that found out. One that has taken a later message
 * is not among them.
 */
export async function hardBounces(
  reader: Reader,
  since: Temporal.Instant,
): Promise<readonly { readonly id: string; readonly folded: string }[]> {
  return await reader
    .selectFrom('platform.messages as bounced')
    .select(['bounced.id', sql<string>`lower(bounced.recipient)`.as('folded')])
    .where('bounced.status', '=', 'permanent-failure')
    .where('bounced.settled_at', '>=', since)
    .where(
      sql<boolean>`not exists (
        select from platform.messages as later
        where lower(later.recipient) = lower(bounced.recipient) and later.status = 'delivered'
          and later.created_at > bounced.created_at
      )`,
    )
    .orderBy('bounced.settled_at', 'desc')
    .limit(MOST_BOUNCES)
    .execute()
}

export type DevelopmentEmail = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly links: readonly string[]
  readonly status: MessageStatus
  /** The name of the function in `emails.ts` that wrote it. */
  readonly template: string
  readonly lastError: string | null
  readonly at: Temporal.Instant
}

const MOST_DEVELOPMENT_EMAILS = 200

/**
 * Every message, newest first, for /dev/emails. Outside production only: the development outbox keeps what was sent, secrets
 * included. Through another transport, a sent message with a secret has no body any more.
 */
export async function developmentEmails(reader: Reader): Promise<readonly DevelopmentEmail[]> {
  const rows = await reader
    .selectFrom('platform.messages as message')
    .leftJoin('platform.development_outbox as outbox', 'outbox.message_id', 'message.id')
    .select(['message.id', 'message.recipient', 'message.subject', 'message.status', 'message.template'])
    .select([
      'message.last_error',
      'message.created_at',
      sql<string>`coalesce(outbox.body, message.body, '')`.as('body'),
    ])
    .orderBy('message.created_at', 'desc')
    .orderBy('message.id', 'desc')
    .limit(MOST_DEVELOPMENT_EMAILS)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    to: row.recipient,
    subject: row.subject,
    text: toText(row.body),
    html: toHtml(row.subject, row.body),
    links: linksOf(row.body),
    status: Status.parse(row.status),
    template: row.template,
    lastError: row.last_error,
    at: row.created_at,
  }))
}
