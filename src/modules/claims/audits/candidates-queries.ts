import type { Reader } from '#src/platform/db/database.ts'
import { schoolsById } from '../../directory/public.ts'
import type { Candidate } from './sample-rules.ts'

/**
 * The claims of a window that may be audited: paid, and neither in an audit nor in a sample that waits, nor assured by an audit
 * before. Two queries.
 */
export async function candidatesOf(reader: Reader, windowId: string): Promise<readonly Candidate[]> {
  const rows = await reader
    .selectFrom('claims.claims as claim')
    .select(['claim.id', 'claim.school_id', 'claim.amount_pence', 'claim.submitted_by_mentor'])
    .where('claim.window_id', '=', windowId)
    .where('claim.status', '=', 'paid')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('claims.audit_claims as audited')
            .select('audited.claim_id')
            .whereRef('audited.claim_id', '=', 'claim.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('claims.sample_claims as sampled')
            .innerJoin('claims.samples as sample', 'sample.id', 'sampled.sample_id')
            .select('sampled.claim_id')
            .whereRef('sampled.claim_id', '=', 'claim.id')
            .where('sample.status', '=', 'drawn'),
        ),
      ),
    )
    .orderBy('claim.id')
    .execute()
  const schools = await schoolsById(reader, [...new Set(rows.map(({ school_id }) => school_id))])
  return rows.map((row) => {
    const school = schools.get(row.school_id)
    return {
      ...{ claimId: row.id, schoolId: row.school_id, pence: row.amount_pence ?? 0 },
      byMentor: row.submitted_by_mentor ?? false,
      stratum: school ? `${school.typeName}, ${school.phaseName}` : 'Not in GIAS',
    }
  })
}
