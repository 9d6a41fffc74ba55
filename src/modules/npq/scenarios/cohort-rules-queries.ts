import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { cohortsOn } from '../courses/courses-queries.ts'
import { FundingRules } from '../funding/funding-policy.ts'
import type { CohortRules } from './scenario-rules.ts'

/** The rules of every cohort that has some: those in force at the moment or, before the first of them, those to come. */
export async function cohortRules(reader: Reader, at: Temporal.Instant): Promise<ReadonlyMap<string, CohortRules>> {
  const cohorts = await cohortsOn(reader, londonDate(at))
  const rows = await reader
    .selectFrom('npq.funding_policies')
    .select(['cohort', 'rules'])
    .select(({ eb }) => eb('in_force_from', '<=', at).as('has_begun'))
    .orderBy('cohort')
    .orderBy('in_force_from', 'desc')
    .execute()
  return new Map(
    cohorts.flatMap(({ identifier, funding }) => {
      const versions = rows.filter(({ cohort }) => cohort === identifier)
      const counts = versions.find(({ has_begun }) => has_begun) ?? versions.at(-1)
      return counts ? [[identifier, { rules: FundingRules.parse(counts.rules), funding }] as const] : []
    }),
  )
}
