import type { MembershipRole } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { JoinRequestStatus } from './join-request-states.ts'

export const JoinRequestId = idOf('join-request')

/** A role that is given. The induction tutor is appointed or handed over to, never given. */
export const GIVEN_ROLES = ['administrator', 'claims', 'viewer'] as const satisfies readonly MembershipRole[]
export type GivenRole = (typeof GIVEN_ROLES)[number]

/** Somebody asks an organisation to be added. */
export type JoinRequest = {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly address: string
  /** Who asked, when they were signed in. */
  readonly accountId: string | null
  readonly role: MembershipRole
  readonly note: string | null
  readonly status: JoinRequestStatus
  /** When those who have it now were asked. */
  readonly askedAt: Temporal.Instant
  /** When it goes to the next; null once staff have it or it is over. */
  readonly movesOnAt: Temporal.Instant | null
  readonly decidedAt: Temporal.Instant | null
  readonly refusedBecause: string | null
  readonly givenRole: GivenRole | null
  readonly createdAt: Temporal.Instant
}
