import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

export type TrainingChangeKind = 'accepted' | 'deferred' | 'resumed' | 'withdrawn' | 'schedule-changed' | 'reverted'

type TrainingChange = {
  readonly registrationId: string
  readonly kind: TrainingChangeKind
  readonly reason?: string
  readonly scheduleIdentifier?: string | null
  readonly now: Temporal.Instant
}

/** Adds to how training went; nothing of it is ever changed. */
export const addTrainingChange = async (
  tx: Tx,
  { registrationId, kind, reason, scheduleIdentifier, now }: TrainingChange,
) =>
  tx
    .insertInto('npq.training_changes')
    .values({
      ...{ id: newId<string>(), registration_id: registrationId, kind, happened_at: now },
      reason: reason ?? null,
      schedule_identifier: scheduleIdentifier ?? null,
    })
    .execute()
