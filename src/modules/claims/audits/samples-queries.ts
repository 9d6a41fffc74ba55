import type { Reader } from '#src/platform/db/database.ts'
import { sampleFrom } from './audit-row.ts'
import type { Sample } from './sample.ts'

/** Samples, the newest first. */
export async function newestSamples(reader: Reader): Promise<readonly Sample[]> {
  const rows = await reader
    .selectFrom('claims.samples')
    .selectAll()
    .orderBy('drawn_at', 'desc')
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.map(sampleFrom)
}

export type SampledClaim = {
  readonly claimId: string
  readonly reference: string
  readonly schoolName: string
  readonly providerName: string
  readonly status: string
  readonly pence: number
  readonly reason: string
  readonly stratum: string
  readonly drawnAs: number
  readonly because: string | null
}

type Asked = { readonly sampleId: string; readonly offset: number; readonly limit: number }

/** The claims of a sample, by reason, kind of school and the order in which they were drawn. */
export async function sampledClaims(
  reader: Reader,
  { sampleId, offset, limit }: Asked,
): Promise<readonly SampledClaim[]> {
  const rows = await reader
    .selectFrom('claims.sample_claims as sampled')
    .innerJoin('claims.claims as claim', 'claim.id', 'sampled.claim_id')
    .select(['sampled.claim_id', 'sampled.pence', 'sampled.reason', 'sampled.stratum', 'sampled.drawn_as'])
    .select(['sampled.because', 'claim.reference', 'claim.school_name', 'claim.provider_name', 'claim.status'])
    .where('sampled.sample_id', '=', sampleId)
    .orderBy('sampled.reason')
    .orderBy('sampled.stratum')
    .orderBy('sampled.drawn_as')
    .orderBy('sampled.claim_id')
    .offset(offset)
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...{ claimId: row.claim_id, reference: row.reference, status: row.status, pence: row.pence, reason: row.reason },
    ...{ schoolName: row.school_name ?? '', providerName: row.provider_name ?? '', stratum: row.stratum },
    ...{ drawnAs: row.drawn_as, because: row.because },
  }))
}
