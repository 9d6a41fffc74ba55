import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { FundingRules } from './funding-policy.ts'

/** The newest rules of any cohort that have begun, for what no cohort decides: which workplaces are open and in England. */
export async function newestPlaceRules(
  reader: Reader,
  now: Temporal.Instant,
): Promise<Pick<FundingRules, 'notInEngland' | 'openStatusCodes'>> {
  const { rules } = await reader
    .selectFrom('npq.funding_policies')
    .select('rules')
    .where('in_force_from', '<=', now)
    .orderBy('in_force_from', 'desc')
    .orderBy('cohort', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return FundingRules.parse(rules)
}
