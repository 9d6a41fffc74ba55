import type { Temporal } from '#src/kit/dates.ts'
import type { Process } from '../audit/process.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../ids.ts'
import type { OutgoingEmail } from './email.ts'

const PRIORITY = { 'at-once': 1, ordinary: 2, bulk: 3 } as const

/** Stores what a command sends, with the change itself. An intent that is already stored is left as it is. */
export async function storeEmails(tx: Tx, process: Process, now: Temporal.Instant, emails: readonly OutgoingEmail[]) {
  if (emails.length === 0) return
  await tx
    .insertInto('platform.messages')
    .values(
      emails.map((email) => ({
        id: newId(),
        intent: email.intent,
        template: email.template,
        recipient: email.to,
        subject: email.subject,
        body: email.body,
        holds_secret: email.holdsSecret,
        priority: PRIORITY[email.priority],
        process_id: process.id,
        subjects: JSON.stringify(email.about),
        next_attempt_at: now,
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.column('intent').doNothing())
    .execute()
}
