import type { ApiScope } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'

/** A secret with which a system of an organisation calls the API; the secret itself is kept nowhere. */
export type ApiToken = {
  readonly id: string
  readonly organisationId: string
  readonly scope: ApiScope
  /** What its owner calls it, such as the system that uses it. */
  readonly name: string
  /** The last letters of the secret. */
  readonly ending: string
  readonly createdBy: string
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant | null
  readonly replacedBy: string | null
  readonly revokedAt: Temporal.Instant | null
}
