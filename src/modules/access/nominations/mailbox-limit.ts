import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { nominationSendsToMailbox } from '../proofs/proofs-queries.ts'
import { lockAddress } from '../proofs/proofs-store.ts'
import { mailboxRestsUntil } from './nomination-rules.ts'
import { LINK_REFUSALS } from './send-link.ts'

/** What sending a link for a visitor can refuse, besides what staff are refused too. */
export const REQUEST_REFUSALS = [...LINK_REFUSALS, 'mailbox-rests'] as const

type Work = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly refuse: (code: 'mailbox-rests', facts: Record<string, unknown>) => never
}

/** Refuses more links to one mailbox, which may serve many schools, than its readers can bear; with `at`, the moment of the next. */
export async function respectMailboxLimit({ tx, now, refuse }: Work, address: string): Promise<void> {
  await lockAddress(tx, address)
  const at = mailboxRestsUntil(await nominationSendsToMailbox(tx, address, now), now)
  if (at) refuse('mailbox-rests', { at })
}
