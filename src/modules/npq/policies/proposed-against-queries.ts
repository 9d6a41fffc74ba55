import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { policyInForce } from '../funding/policies-queries.ts'
import { policyVersions } from './policy-versions-queries.ts'
import type { Proposal } from './proposal.ts'
import type { ProposedAgainst } from './proposed-against.ts'
import { differencesOf } from './rule-differences-rules.ts'
import { trialOf } from './trial-queries.ts'

/** At most six queries. */
export async function proposedAgainst(
  reader: Reader,
  { cohort, rules }: Pick<Proposal, 'cohort' | 'rules'>,
  at: Temporal.Instant,
): Promise<ProposedAgainst> {
  const replaced = await policyInForce(reader, { cohort, at })
  const versions = (await policyVersions(reader)).filter((one) => one.cohort === cohort)
  return {
    replaced,
    isTaken: versions.some(({ inForceFrom }) => inForceFrom.equals(at)),
    differences: replaced ? differencesOf(replaced.rules, rules) : [],
    trial: await trialOf(reader, { cohort, rules, at }),
    names: versions.map(({ version }) => version),
  }
}
