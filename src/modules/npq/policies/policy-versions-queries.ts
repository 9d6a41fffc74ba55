import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type FundingPolicy, FundingRules } from '../funding/funding-policy.ts'

/** A version of a cohort's rules, without the rules. */
export type PolicyVersion = Omit<FundingPolicy, 'rules'> & {
  readonly inForceFrom: Temporal.Instant
  readonly source: string
  /** How it came; null for one that came with the service itself. */
  readonly proposalId: string | null
}

/** Every version that was ever approved: each cohort's, the latest first. */
export const policyVersions = async (reader: Reader): Promise<readonly PolicyVersion[]> =>
  columns(reader).orderBy('cohort', 'desc').orderBy('in_force_from', 'desc').execute()

export type PolicyInFull = PolicyVersion & Pick<FundingPolicy, 'rules'>

export async function policyInFull(
  reader: Reader,
  { cohort, version }: { readonly cohort: string; readonly version: string },
): Promise<PolicyInFull | null> {
  const row = await columns(reader)
    .select('rules')
    .where('cohort', '=', cohort)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? { ...row, rules: FundingRules.parse(row.rules) } : null
}

export type VersionStanding = 'coming' | 'counts' | 'before'

/** How a version stands among those of its cohort. */
export function standingOf(
  { cohort, version, inForceFrom }: PolicyVersion,
  { versions, now }: { readonly versions: readonly PolicyVersion[]; readonly now: Temporal.Instant },
): VersionStanding {
  if (inForceFrom.epochMilliseconds > now.epochMilliseconds) return 'coming'
  const begun = versions.filter(
    (one) => one.cohort === cohort && one.inForceFrom.epochMilliseconds <= now.epochMilliseconds,
  )
  const newest = begun.reduce<PolicyVersion | null>(
    (latest, one) =>
      latest !== null && latest.inForceFrom.epochNanoseconds >= one.inForceFrom.epochNanoseconds ? latest : one,
    null,
  )
  return newest?.version === version ? 'counts' : 'before'
}

const columns = (reader: Reader) =>
  reader
    .selectFrom('npq.funding_policies')
    .select(['version', 'cohort', 'source', 'in_force_from as inForceFrom', 'proposal_id as proposalId'])
