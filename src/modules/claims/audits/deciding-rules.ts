import type { Temporal } from '#src/kit/dates.ts'
import type { ClaimStatus } from '../claims/claim-states.ts'
import type { AuditClaim } from './audit.ts'

/**
 * Until which day the party whose turn it is has time before DfE may decide; null when nobody's word is awaited. A provider that is
 * silent holds it up until its day, a school until its own.
 */
export function dayToWaitFor(
  status: ClaimStatus,
  place: Pick<AuditClaim, 'schoolRepliedAt' | 'schoolDueOn'>,
  providerDueOn: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (status === 'in-audit') return providerDueOn
  return place.schoolRepliedAt === null ? place.schoolDueOn : null
}
