import type { Reader } from '#src/platform/db/database.ts'
import { FundingRules } from './funding-policy.ts'

/** The newest rules of any cohort, for what no cohort decides: which workplaces are open and in England. */
export async function newestPlaceRules(
  reader: Reader,
): Promise<Pick<FundingRules, 'notInEngland' | 'openStatusCodes'>> {
  const { rules } = await reader
    .selectFrom('npq.funding_policies')
    .select('rules')
    .orderBy('in_force_from', 'desc')
    .orderBy('cohort', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return FundingRules.parse(rules)
}
