import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { openRequestFor, settleRequest } from '../requests/change-requests-store.ts'
import { closeTask } from '../tasks/tasks-store.ts'

type Ending = {
  readonly registrationId: string
  readonly by: string | null
  readonly outcome: 'rejected' | 'reverted' | 'expired'
  readonly now: Temporal.Instant
}

/**
 * What waited for an answer while a registration was accepted comes to nothing with the acceptance: the doubt about a place that it
 * has no more, and the wish to be let go, which may be left over of one that is pending again.
 */
export async function endOpenMatters(tx: Tx, { registrationId, by, outcome, now }: Ending): Promise<void> {
  await closeTask(tx, { registrationId, kind: 'funded-place-in-doubt', by, outcome, now })
  const open = await openRequestFor(tx, registrationId)
  if (open) await settleRequest(tx, { id: open.id, move: 'takeBack', by, now })
}
