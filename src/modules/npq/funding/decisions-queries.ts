import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ListVersions } from '../lists/eligibility-list.ts'
import { ListVersionsColumn } from '../lists/lists-queries.ts'
import { FUNDING_REASONS, FUNDING_RESULTS, type FundingReason, type FundingResult } from './funding.ts'

export type FundingDecision = {
  readonly id: string
  readonly decidedBy: 'engine' | 'staff' | 'previous-service'
  readonly policyVersion: string
  readonly listVersions: ListVersions
  readonly result: FundingResult
  readonly reason: FundingReason
  readonly note: string | null
  readonly decidedAt: Temporal.Instant
}

/** Every decision of a registration, oldest first. */
export async function decisionsOf(reader: Reader, registrationId: string): Promise<readonly FundingDecision[]> {
  const rows = await reader
    .selectFrom('npq.funding_decisions')
    .selectAll()
    .where('registration_id', '=', registrationId)
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    decidedBy: row.decided_by === 'engine' || row.decided_by === 'staff' ? row.decided_by : 'previous-service',
    policyVersion: row.policy_version,
    listVersions: ListVersionsColumn.parse(row.list_versions),
    ...outcomeFrom(row),
    note: row.note,
    decidedAt: row.decided_at,
  }))
}

/** Result and reason as they are stored. A code that nobody knows is a bug: none is ever removed. */
export function outcomeFrom(row: { readonly result: string; readonly reason: string }): {
  readonly result: FundingResult
  readonly reason: FundingReason
} {
  const result = FUNDING_RESULTS.find((known) => known === row.result)
  const reason = FUNDING_REASONS.find((known) => known === row.reason)
  if (!result || !reason) throw new Error(`${row.result} because ${row.reason} is not known`)
  return { result, reason }
}
