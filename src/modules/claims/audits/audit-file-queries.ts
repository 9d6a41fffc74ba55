import { sql } from 'kysely'
import { z } from 'zod'
import { csvLine } from '#src/kit/csv.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { establishmentFacts } from '../../directory/public.ts'
import { type AskedClaim, AUDIT_COLUMNS, type AuditFile, FileFault, FileWord } from './audit-file.ts'

/** The claims of an audit with their mentors, as rows of a file are compared with them. One query. */
export async function askedClaims(reader: Reader, auditId: string): Promise<readonly AskedClaim[]> {
  const rows = await reader
    .selectFrom('claims.audit_claims as place')
    .innerJoin('claims.claims as claim', 'claim.id', 'place.claim_id')
    .innerJoin('claims.claim_lines as line', 'line.claim_id', 'claim.id')
    .select(['claim.id as claimId', 'claim.reference', 'claim.status', 'place.answered_at', 'place.decided_at'])
    .select(['line.id', 'line.mentor_name as mentorName', 'line.mentor_trn as mentorTrn', 'line.hours'])
    .where('place.audit_id', '=', auditId)
    .orderBy('claim.reference')
    .orderBy('line.position')
    .execute()
  return [...Map.groupBy(rows, ({ claimId }) => claimId)].flatMap(([claimId, lines]) => {
    const [first] = lines
    if (!first) return []
    const isAnswered = first.answered_at !== null || first.decided_at !== null || first.status !== 'in-audit'
    return [{ claimId, reference: first.reference, isAnswered, lines }]
  })
}

type Row = {
  readonly reference: string
  readonly urn: string | null
  readonly school: string | null
  readonly authority: string | null
  readonly type: string | null
  readonly group: string | null
  readonly provider: string | null
  readonly submittedOn: string | null
  readonly trn: string
  readonly mentor: string
  readonly hours: number
}

/** The file of the claims that wait for an answer, with the last two columns empty for it. One query. */
export async function auditFileOf(reader: Reader, auditId: string): Promise<readonly string[]> {
  const { rows } = await sql<Row>`
    select claim.reference, claim.school_urn as urn, claim.school_name as school, school.la_name as authority,
      school.type_name as type, school.group_name as group, claim.provider_name as provider,
      to_char(claim.submitted_at at time zone 'Europe/London', 'YYYY-MM-DD') as "submittedOn",
      line.mentor_trn as trn, line.mentor_name as mentor, line.hours
    from claims.audit_claims as place
    join claims.claims as claim on claim.id = place.claim_id
    join claims.claim_lines as line on line.claim_id = claim.id
    left join (${establishmentFacts}) as school on school.id = claim.school_id
    where place.audit_id = ${auditId} and place.answered_at is null and place.decided_at is null
    order by claim.reference, line.position`.execute(reader)
  return [
    csvLine([...AUDIT_COLUMNS]),
    ...rows.map((row) =>
      csvLine([
        ...[row.reference, row.urn, row.school, row.authority, row.type, row.group, row.provider, row.submittedOn],
        ...[row.trn, row.mentor, row.hours, null, null],
      ]),
    ),
  ]
}

type One = { readonly auditId: string; readonly fileId: string }
const STATUSES = ['previewed', 'refused', 'applied', 'discarded'] as const

/** A file of answers of an audit; null where there is none. One query. */
export async function auditFileById(reader: Reader, { auditId, fileId }: One): Promise<AuditFile | null> {
  const row = await reader
    .selectFrom('claims.files')
    .select(['id', 'organisation_id', 'file_name', 'status', 'made_by_name', 'made_at', 'rows', 'faults'])
    .select(['applied_at', 'applied_by_name'])
    .where('id', '=', fileId)
    .where('kind', '=', 'audit-response')
    .where('audit_id', '=', auditId)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...{ id: row.id, auditId, providerId: row.organisation_id ?? '', fileName: row.file_name },
    ...{ status: z.enum(STATUSES).parse(row.status), madeByName: row.made_by_name, madeAt: row.made_at },
    ...{ settledByName: row.applied_by_name, settledAt: row.applied_at },
    words: z.array(FileWord).parse(row.rows),
    faults: z.array(FileFault).parse(row.faults),
  }
}
