import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { personMergeUndone } from '../../../directory/public.ts'
import { mergeUndoneEmail } from '../../emails/merge-emails.ts'
import { type LockedMerge, lockMerge, markMergeUndone } from '../../merges/account-merges-store.ts'
import type { MergeContribution } from '../../merges/merge-contribution.ts'
import { accountMergeUndone } from '../../merges/merge-events.ts'
import { mailboxesOf } from '../../merges/merge-facts-queries.ts'
import { mergePolicy } from '../../merges/merge-policy.ts'
import { canUndoMerge } from '../../merges/merge-rules.ts'
import { laterMerge, mergeById } from '../../merges/merges-queries.ts'
import { lockForMerge, subjectsOf } from '../../merges/perform-merge.ts'

/**
 * Takes two accounts apart again, within a month and with a reason: exactly what moved goes back. What was published stays, and
 * the change back is published after it. The last merge of an account is undone first. Both are signed out, every mailbox is told.
 */
export const undoMergeWith = (contributions: readonly MergeContribution[]) =>
  command({
    name: 'access.undo-merge',
    input: z.object({ mergeId: z.uuid() }),
    refusals: ['no-reason', 'undone-already', 'too-late', 'later-merge'],
    records: [accountMergeUndone.name, personMergeUndone.name],
    async run({ tx, actor, now, baseUrl, process, refuse }, { mergeId }) {
      const seen = (await mergeById(tx, mergeId)) ?? refuse('not-found')
      const { keep, gone } = (await lockForMerge(tx, seen)) ?? refuse('not-found')
      const merge = (await lockMerge(tx, mergeId)) ?? refuse('not-found')
      const both = {
        keep: { accountId: keep.id, isStaff: keep.isStaff },
        gone: { accountId: gone.id, isStaff: gone.isStaff },
      }
      demand(mergePolicy.merge(actor, both))
      if (process.reason === null) refuse('no-reason')
      const code = await whyNot(tx, merge, now)
      if (code) refuse(code)
      const { pair } = merge
      const events = await moveBack(tx, { merge, contributions, now })
      await markMergeUndone(tx, { mergeId, by: actor.accountId, now })
      const told = (await mailboxesOf(tx, [keep.id, gone.id])).filter(({ verifiedAt }) => verifiedAt !== null)
      const names = new Map([keep, gone].map(({ id, name }) => [id, name]))
      return {
        value: { mergeId },
        events: [accountMergeUndone.of(subjectsOf(pair), { kept: keep.name, gone: gone.name }), ...events],
        send: told.map(({ address, folded: mailbox, accountId }) =>
          mergeUndoneEmail({ accountId, mergeId, name: names.get(accountId) ?? '', to: address, mailbox, baseUrl }),
        ),
      }
    },
  })

async function whyNot(tx: Tx, merge: LockedMerge, now: Temporal.Instant) {
  if (merge.undoneAt) return 'undone-already'
  if (!canUndoMerge(merge, now)) return 'too-late'
  const later = await laterMerge(tx, { accountId: merge.pair.accounts.keep, after: merge.mergedAt })
  return later ? 'later-merge' : null
}

type MovingBack = {
  readonly merge: LockedMerge
  readonly contributions: readonly MergeContribution[]
  readonly now: Temporal.Instant
}

/** Each module puts back its own, the last that moved first. */
async function moveBack(tx: Tx, { merge, contributions, now }: MovingBack): Promise<readonly AuditEvent[]> {
  const events: AuditEvent[] = []
  for (const { name, undo } of contributions.toReversed()) {
    const done = await undo(tx, { pair: merge.pair, now, moved: merge.moved[name] ?? {} })
    events.push(...(done.events ?? []))
  }
  return events
}
