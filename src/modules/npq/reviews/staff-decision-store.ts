import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { reasonOf } from './decide-funding-rules.ts'

type StaffDecision = {
  readonly registrationId: string
  /** The decision that it takes the place of: it stands on the same facts, rules and lists. */
  readonly insteadOf: string
  readonly isFunded: boolean
  readonly note: string
  readonly accountId: string | null
  readonly now: Temporal.Instant
}

/** Keeps what staff decided, for ever, beside the decision before it. Answers its id. */
export async function insertStaffDecision(tx: Tx, decision: StaffDecision): Promise<string> {
  const id = newId<string>()
  const before = await tx
    .selectFrom('npq.funding_decisions')
    .select(['policy_version', 'list_versions', 'inputs'])
    .where('id', '=', decision.insteadOf)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('npq.funding_decisions')
    .values({
      ...{ id, registration_id: decision.registrationId, decided_by: 'staff', decided_at: decision.now },
      policy_version: before.policy_version,
      list_versions: JSON.stringify(before.list_versions),
      inputs: JSON.stringify(before.inputs),
      result: decision.isFunded ? 'funded' : 'not-funded',
      reason: reasonOf(decision.isFunded),
      note: decision.note,
      account_id: decision.accountId,
    })
    .execute()
  return id
}
