import { sql } from 'kysely'
import { z } from 'zod'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { COHORT_FUNDING, type Cohort } from '../courses/cohort.ts'
import { type FundingPolicy, FundingRules } from '../funding/funding-policy.ts'
import type { PolicySource } from '../funding/policy-source.ts'

/** A cohort that people may register for today, with the rules of its funding that are in force and where they come from. */
export type OpenCohort = { readonly cohort: Cohort; readonly policy: FundingPolicy; readonly source: PolicySource }

/** The newest first. A cohort without rules in force is not open: nobody could be told what they would get. One query. */
export async function openCohorts(reader: Reader, now: Temporal.Instant): Promise<readonly OpenCohort[]> {
  const rows = await reader
    .selectFrom('npq.cohorts as cohort')
    .innerJoin('npq.funding_policies as policy', 'policy.cohort', 'cohort.identifier')
    .distinctOn('cohort.identifier')
    .select(['cohort.identifier', 'cohort.year', 'cohort.suffix', 'cohort.name', 'cohort.hint', 'cohort.funding'])
    .select(['cohort.starts_on as startsOn', 'policy.version', 'policy.rules', 'policy.source'])
    .select('policy.in_force_from as inForceFrom')
    .where(sql<boolean>`cohort.registration @> ${londonDate(now)}::date`)
    .where('policy.in_force_from', '<=', now)
    .orderBy('cohort.identifier', 'desc')
    .orderBy('policy.in_force_from', 'desc')
    .execute()
  return rows.map(({ version, rules, source, inForceFrom, funding, ...cohort }) => ({
    cohort: { ...cohort, funding: z.enum(COHORT_FUNDING).parse(funding), isOpen: true },
    policy: { version, cohort: cohort.identifier, rules: FundingRules.parse(rules) },
    source: { version, inForceFrom, source },
  }))
}
