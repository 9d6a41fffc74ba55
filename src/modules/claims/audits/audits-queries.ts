import type { Reader } from '#src/platform/db/database.ts'
import type { Audit, AuditClaim, Said } from './audit.ts'
import { auditClaimFrom, auditFrom, saidFrom, sampleFrom } from './audit-row.ts'
import type { Sample } from './sample.ts'

/** A sample by id; null where there is none. */
export async function sampleById(reader: Reader, id: string): Promise<Sample | null> {
  const row = await reader.selectFrom('claims.samples').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? sampleFrom(row) : null
}

/** An audit by id; null where there is none. */
export async function auditById(reader: Reader, id: string): Promise<Audit | null> {
  const row = await reader.selectFrom('claims.audits').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? auditFrom(row) : null
}

/** The audit that a claim is in now, or was in last, with its place in it; null for a claim that never was. */
export async function newestAuditOf(
  reader: Reader,
  claimId: string,
): Promise<{ readonly audit: Audit; readonly place: AuditClaim } | null> {
  const place = await reader
    .selectFrom('claims.audit_claims')
    .selectAll('claims.audit_claims')
    .innerJoin('claims.audits as audit', 'audit.id', 'claims.audit_claims.audit_id')
    .where('claim_id', '=', claimId)
    .orderBy('audit.asked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!place) return null
  const audit = await auditById(reader, place.audit_id)
  return audit ? { audit, place: auditClaimFrom(place) } : null
}

/** The place of a claim in an audit; null where it is not in it. */
export async function placeIn(reader: Reader, auditId: string, claimId: string): Promise<AuditClaim | null> {
  const row = await reader
    .selectFrom('claims.audit_claims')
    .selectAll()
    .where('audit_id', '=', auditId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst()
  return row ? auditClaimFrom(row) : null
}

/** Everything that was said of claims in an audit, the first word first, by claim. One query. */
export async function saidOf(
  reader: Reader,
  auditId: string,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Said[]>> {
  if (claimIds.length === 0) return new Map()
  const rows = await reader
    .selectFrom('claims.audit_answers')
    .selectAll()
    .where('audit_id', '=', auditId)
    .where('claim_id', 'in', [...claimIds])
    .orderBy('said_at')
    .orderBy('id')
    .execute()
  const words = Map.groupBy(rows, ({ claim_id }) => claim_id)
  return new Map([...words].map(([claimId, found]) => [claimId, found.map(saidFrom)]))
}
