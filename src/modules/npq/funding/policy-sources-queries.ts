import type { Reader } from '#src/platform/db/database.ts'
import type { PolicySource } from './policy-source.ts'

type Named = { readonly cohort: string; readonly version: string }

/** Null when the decision was not made by rules of ours: of a service before, or of a cohort whose rules we do not hold. */
export async function policySource(reader: Reader, { cohort, version }: Named): Promise<PolicySource | null> {
  const row = await reader
    .selectFrom('npq.funding_policies')
    .select(['version', 'in_force_from as inForceFrom', 'source'])
    .where('cohort', '=', cohort)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ?? null
}
