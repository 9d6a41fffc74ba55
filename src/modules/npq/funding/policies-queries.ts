import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type FundingPolicy, FundingRules } from './funding-policy.ts'

/** The policy of a cohort that is in force at a moment; null for a cohort that we hold no rules of. */
export async function policyInForce(
  reader: Reader,
  { cohort, at }: { readonly cohort: string; readonly at: Temporal.Instant },
): Promise<FundingPolicy | null> {
  const row = await reader
    .selectFrom('npq.funding_policies')
    .select(['version', 'cohort', 'rules'])
    .where('cohort', '=', cohort)
    .where('in_force_from', '<=', at)
    .orderBy('in_force_from', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { version: row.version, cohort: row.cohort, rules: FundingRules.parse(row.rules) } : null
}

/** A version of a cohort's policy, as a decision names it; null when the decision was not made by rules of ours. */
export async function policyNamed(
  reader: Reader,
  { cohort, version }: { readonly cohort: string; readonly version: string },
): Promise<FundingPolicy | null> {
  const row = await reader
    .selectFrom('npq.funding_policies')
    .select(['version', 'cohort', 'rules'])
    .where('cohort', '=', cohort)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? { version: row.version, cohort: row.cohort, rules: FundingRules.parse(row.rules) } : null
}
