import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import type { Assessment } from './assessment-queries.ts'

type Decision = {
  /** Given where the registration that points to it is written first. */
  readonly id?: string
  readonly registrationId: string
  readonly assessment: Assessment
  readonly now: Temporal.Instant
}

/** Keeps what the rules decided, for ever as it is. Answers its id: the registration points to the one that counts. */
export async function insertDecision(tx: Tx, { registrationId, assessment, now, ...given }: Decision): Promise<string> {
  const id = given.id ?? newId<string>()
  const { result, reason } = assessment
  await tx
    .insertInto('npq.funding_decisions')
    .values({
      ...{ id, registration_id: registrationId, result, reason, decided_at: now },
      decided_by: 'engine',
      policy_version: assessment.policyVersion,
      list_versions: JSON.stringify(assessment.listVersions),
      inputs: JSON.stringify(assessment.facts),
    })
    .execute()
  return id
}
