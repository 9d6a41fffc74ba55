import { sql } from 'kysely'
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

export type LatestMessage = MessageState & { readonly id: string; readonly subject: string; readonly template: string }

const MOST_MESSAGES = 20

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
