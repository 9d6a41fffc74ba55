import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import type { Database, Tx } from '../db/database.ts'
import { KEPT_FOR_AT_ONCE, type SendingFigures } from './email-rules.ts'
import { messageStates } from './message-states.ts'

// Leases, attempts and acceptances are bookkeeping, not history: docs/adr/0005-message-sending-is-not-history.md.
// `next_attempt_at` is when anybody may next take the row, whatever its status: due, lease over, or time to check.

export type Lane = 'at-once' | 'others'

/** A message of ours until `leased_until`. `isUnsettled`: an earlier attempt's end is unknown. */
export type LeasedMessage = {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly priority: number
  readonly attempts: number
  readonly attempted_at: Temporal.Instant
  readonly created_at: Temporal.Instant
  readonly leased_until: Temporal.Instant
  readonly isUnsettled: boolean
}

type LeaseRequest = {
  readonly lane: Lane
  readonly limit: number
  readonly now: Temporal.Instant
  readonly messagesASecond: number | null
  readonly figures: SendingFigures
}

/**
 * Takes due messages of a lane, most urgent first, that no other dispatcher has, and counts an attempt for each.
 * Within ordinary and within bulk mail, one address gets its messages in order: the next waits until the one before is settled.
 */
export async function leaseDue(db: Database, request: LeaseRequest): Promise<readonly LeasedMessage[]> {
  return db.transaction().execute(async (tx) => {
    const due = await dueIds(tx, request)
    if (due.length === 0) return []
    const allowed = await takeAllowance(tx, due.length, request)
    return allowed === 0 ? [] : lease(tx, due.slice(0, allowed), request)
  })
}

async function dueIds(tx: Tx, { lane, limit, now }: LeaseRequest): Promise<readonly string[]> {
  const ofLane =
    lane === 'at-once'
      ? sql`message.priority = 1`
      : sql`message.priority > 1 and not exists (
          select from platform.messages as earlier
          where lower(earlier.recipient) = lower(message.recipient) and earlier.priority = message.priority
            and earlier.status in ('queued', 'sending')
            and (earlier.created_at, earlier.id) < (message.created_at, message.id))`
  const { rows } = await sql<{ id: string }>`
    select message.id from platform.messages as message
    where message.status in ('queued', 'sending') and message.next_attempt_at <= ${now} and ${ofLane}
    order by message.priority, message.next_attempt_at
    limit ${limit} for update of message skip locked
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** One row for each second, shared by every dispatcher, holds what was sent in it. Answers how many of `wanted` may go now. */
async function takeAllowance(tx: Tx, wanted: number, { lane, now, messagesASecond }: LeaseRequest): Promise<number> {
  if (messagesASecond === null) return wanted
  const most = lane === 'at-once' ? messagesASecond : messagesASecond - KEPT_FOR_AT_ONCE
  const second = now.round({ smallestUnit: 'second', roundingMode: 'floor' })
  const key = 'email-sends'
  await sql`insert into platform.rate_limits (key, window_start, hits) values (${key}, ${second}, 0) on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql<{ hits: number }>`
    select hits from platform.rate_limits where key = ${key} and window_start = ${second} for update`.execute(tx)
  const allowed = Math.max(0, Math.min(wanted, most - (rows[0]?.hits ?? most)))
  await sql`update platform.rate_limits set hits = hits + ${allowed} where key = ${key} and window_start = ${second}`.execute(
    tx,
  )
  return allowed
}

async function lease(
  tx: Tx,
  ids: readonly string[],
  { now, figures }: LeaseRequest,
): Promise<readonly LeasedMessage[]> {
  const until = leaseEnd(now, figures)
  const { rows } = await sql<LeasedMessage>`
    with due as (
      select id, status = 'sending' as unsettled from platform.messages
      where id = any(${ids}) and status = any(${messageStates.from('lease')})
    )
    update platform.messages as message set
      status = ${messageStates.table.lease.to}, leased_until = ${until}, next_attempt_at = ${until},
      attempts = attempts + case when unsettled then 0 else 1 end,
      attempted_at = case when unsettled then attempted_at else ${now} end
    from due where message.id = due.id
    returning message.id, recipient, subject, body, priority, attempts, attempted_at, created_at, leased_until,
      due.unsettled as "isUnsettled"
  `.execute(tx)
  return [...rows].sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}

// PostgreSQL keeps microseconds: a finer moment would not be found again.
const leaseEnd = (now: Temporal.Instant, figures: SendingFigures): Temporal.Instant =>
  now.round('millisecond').add({ seconds: figures.leaseSeconds })

type OwnLease = { readonly message: LeasedMessage; readonly now: Temporal.Instant }

/** A new attempt of a message whose last one was found not to be accepted. Null when the lease was lost meanwhile. */
export async function beginAttempt(
  db: Database,
  { message, now, figures }: OwnLease & { readonly figures: SendingFigures },
): Promise<LeasedMessage | null> {
  const until = leaseEnd(now, figures)
  const attempt = { attempts: message.attempts + 1, attempted_at: now, leased_until: until, isUnsettled: false }
  const updated = await stillOurs(db, message)
    .set({ leased_until: until, next_attempt_at: until, attempts: attempt.attempts, attempted_at: now })
    .executeTakeFirst()
  return updated.numUpdatedRows === 1n ? { ...message, ...attempt } : null
}

/** Back in the queue: this attempt was certainly not accepted. */
export const postpone = (
  db: Database,
  {
    message,
    until,
    code,
  }: { readonly message: LeasedMessage; readonly until: Temporal.Instant; readonly code: string },
) =>
  stillOurs(db, message)
    .set({ status: messageStates.table.postpone.to, next_attempt_at: until, leased_until: null, last_error: code })
    .execute()

/** Stays "sending": nobody knows how this attempt ended. Whoever takes it next asks before anything else. */
export const leaveUnsettled = (
  db: Database,
  {
    message,
    until,
    code,
  }: { readonly message: LeasedMessage; readonly until: Temporal.Instant; readonly code: string },
) => stillOurs(db, message).set({ next_attempt_at: until, leased_until: until, last_error: code }).execute()

/** Somebody whose lease ended, or whose message was settled by a callback meanwhile, changes nothing. */
const stillOurs = (db: Database, message: LeasedMessage) =>
  db
    .updateTable('platform.messages')
    .where('id', '=', message.id)
    .where('status', '=', 'sending')
    .where('leased_until', '=', message.leased_until)
