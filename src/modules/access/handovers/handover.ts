import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { HandoverStatus } from './handover-states.ts'

export const HandoverId = idOf('handover')

/** How somebody became induction tutor in another's place: by the link in the school's mailbox, from a person, or by staff. */
export const HANDOVER_KINDS = ['nominated', 'handed-over', 'by-staff'] as const
type HandoverKind = (typeof HANDOVER_KINDS)[number]

export const OBJECTORS = ['replaced-person', 'contact'] as const
export type Objector = (typeof OBJECTORS)[number]

/** One change of a school's induction tutor, with all that is needed to take it back. */
export type Handover = {
  readonly id: string
  readonly organisationId: string
  readonly kind: HandoverKind
  readonly fromAccountId: string
  readonly toAccountId: string
  readonly happenedAt: Temporal.Instant
  /** Until when the one before stays administrator, where that was agreed. */
  readonly overlapUntil: Temporal.Instant | null
  /** Until when it can be objected to and undone. */
  readonly objectUntil: Temporal.Instant
  readonly status: HandoverStatus
  /** Who did it; null when the holder of a link did. */
  readonly doneBy: string | null
  readonly objectedAt: Temporal.Instant | null
  readonly objectedBy: Objector | null
  readonly objection: string | null
  readonly settledAt: Temporal.Instant | null
  readonly settledBy: string | null
  readonly settledBecause: string | null
  readonly membershipsEnded: readonly string[]
  readonly membershipsStarted: readonly string[]
}
