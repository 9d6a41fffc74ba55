import { sql } from 'kysely'
import type { AcademicYear, Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ClaimedHours, RecordedHours } from './compare-rules.ts'
import { newestRecords } from './provider-claims-queries.ts'

type Asked = { readonly providerId: string; readonly year: AcademicYear }

/** The hours that schools claimed with a provider for a year, of claims that count. One query. */
export async function claimedHours(reader: Reader, { providerId, year }: Asked): Promise<readonly ClaimedHours[]> {
  const { rows } = await sql<ClaimedHours>`
    select line.mentor_trn as trn, line.mentor_name as mentor, line.hours, claim.school_urn as "schoolUrn",
      coalesce(claim.school_name, '') as "schoolName", claim.reference, claim.id as "claimId"
    from claims.claims as claim join claims.claim_lines as line on line.claim_id = claim.id
    where claim.provider_id = ${providerId} and claim.academic_year = ${year} and claim.submitted_at is not null
      and claim.status not in ('withdrawn', 'not-paid')
    order by line.mentor_trn, claim.reference`.execute(reader)
  return rows
}

/** What the newest file of a provider for a year says, with the file; null before the first. Two queries. */
export async function recordedHours(reader: Reader, { providerId, year }: Asked) {
  const { rows } = await sql<{ id: string; fileName: string; byName: string; madeAt: Temporal.Instant }>`
    select id, file_name as "fileName", made_by_name as "byName", made_at as "madeAt" from claims.files
    where id = (${newestRecords(providerId, year)})`.execute(reader)
  const file = rows[0]
  if (!file) return null
  const hours = await reader
    .selectFrom('claims.provider_hours')
    .select(['trn', 'school_urn as schoolUrn', 'mentor_name as mentor', 'hours'])
    .where('file_id', '=', file.id)
    .where('academic_year', '=', year)
    .orderBy('line')
    .execute()
  return { file, hours: hours satisfies readonly RecordedHours[] }
}
