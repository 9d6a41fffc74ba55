import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { Registration } from './registration.ts'

export const CHANGE_KINDS = [
  'submitted',
  'accepted',
  'rejected',
  'withdrawn',
  'work-details-changed',
  'course-changed',
  'provider-changed',
  'funding-changed',
  'funded-place-changed',
  'schedule-changed',
  'deferred',
  'resumed',
  'reverted',
  'merged',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

/** A value of the provider API before or after: only what changed, in the API's names. */
export type Shown = Readonly<Record<string, string | number | boolean | null>>

type Change = {
  readonly registration: Pick<Registration, 'id' | 'providerId'>
  readonly kind: ChangeKind
  readonly before: Shown
  readonly after: Shown
  readonly effectiveOn?: Temporal.PlainDate
  readonly now: Temporal.Instant
}

/** Puts a change on the feed of the provider that has the registration. Its place in the order is given at commit. */
export const recordChange = async (tx: Tx, { registration, kind, before, after, effectiveOn, now }: Change) =>
  tx
    .insertInto('npq.changes')
    .values({
      ...{ id: newId<string>(), registration_id: registration.id, provider_id: registration.providerId, kind },
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      effective_on: effectiveOn ?? null,
      happened_at: now,
    })
    .execute()
