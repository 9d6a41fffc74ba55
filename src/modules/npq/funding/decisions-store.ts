import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { Assessment } from './assessment-queries.ts'
import type { FundingReason, FundingResult } from './funding.ts'

type ByStaff = {
  readonly result: FundingResult
  readonly reason: FundingReason
  readonly note: string
  readonly accountId: string
}

type Decision = {
  /** Given where the registration that points to it is written first. */
  readonly id?: string
  readonly registrationId: string
  readonly assessment: Assessment
  /** What staff decide instead of the rules; the assessment is kept beside it. */
  readonly byStaff?: ByStaff
  readonly now: Temporal.Instant
}

/** Keeps a decision, for ever as it is. Answers its id: the registration points to the one that counts. */
export async function insertDecision(
  tx: Tx,
  { registrationId, assessment, byStaff, now, ...given }: Decision,
): Promise<string> {
  const id = given.id ?? newId<string>()
  const { result, reason } = byStaff ?? assessment
  await tx
    .insertInto('npq.funding_decisions')
    .values({
      ...{ id, registration_id: registrationId, result, reason, decided_at: now },
      decided_by: byStaff ? 'staff' : 'engine',
      policy_version: assessment.policyVersion,
      list_versions: JSON.stringify(assessment.listVersions),
      inputs: JSON.stringify(assessment.facts),
      note: byStaff?.note ?? null,
      account_id: byStaff?.accountId ?? null,
    })
    .execute()
  return id
}
