import type { Temporal } from '#src/kit/dates.ts'
import { idOf } from '#src/kit/ids.ts'
import type { DeclarationType } from '../training/schedule.ts'
import type { DeclarationState } from './declaration-states.ts'

export const DeclarationId = idOf('declaration')

/** Why a declaration does not become eligible for the moment. */
export const HELD_BECAUSE = ['funded-place-in-doubt'] as const

/** What a provider says that a participant has done. */
export type Declaration = {
  readonly id: string
  readonly registrationId: string
  /** Who declared it: the provider that the participant was with then. */
  readonly providerId: string
  readonly type: DeclarationType
  readonly date: Temporal.PlainDate
  readonly state: DeclarationState
  readonly heldBecause: (typeof HELD_BECAUSE)[number] | null
  readonly createdAt: Temporal.Instant
  readonly updatedAt: Temporal.Instant
}

export const OUTCOME_STATES = ['passed', 'failed', 'voided'] as const
export type OutcomeState = (typeof OUTCOME_STATES)[number]
