import { Temporal } from '#src/kit/dates.ts'
import type { Claim } from '#src/modules/claims/claims/claim.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

/** What addresses of audits can name. */
export type AuditThings = {
  readonly providerId: string
  readonly sampleId: string
  readonly auditId: string
  readonly auditFileId: string
}

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

/** An audit that holds the claim, whatever its state, with a file of answers that somebody has looked at. */
export async function auditThings(
  db: Database,
  { id: claimId, providerId }: Claim,
  windowId: string,
): Promise<AuditThings> {
  const [sampleId, auditId, auditFileId] = [newId<string>(), newId<string>(), newId<string>()]
  const counts = { population: 1, population_pence: 1, chosen: 1, chosen_pence: 1, strata: '[]' }
  const settings = JSON.stringify({ highValuePence: 1, mentorSubmittedPercent: 1, valuePercent: 10 })
  await db
    .insertInto('claims.samples')
    .values({
      ...{ id: sampleId, window_id: windowId, seed: 'a seed', status: 'drawn', settings, ...counts },
      ...{ drawn_by_name: 'a test', drawn_at: NOW },
    })
    .execute()
  const audit = { id: auditId, sample_id: sampleId, provider_id: providerId, asked_at: NOW }
  await db
    .insertInto('claims.audits')
    .values({ ...audit, due_on: Temporal.PlainDate.from('2026-12-15') })
    .execute()
  await db.insertInto('claims.audit_claims').values({ audit_id: auditId, claim_id: claimId }).execute()
  await db
    .insertInto('claims.files')
    .values({
      ...{ id: auditFileId, kind: 'audit-response', audit_id: auditId, organisation_id: providerId, sha256: '0' },
      ...{
        file_name: 'answers.csv',
        bytes: Buffer.alloc(0),
        status: 'previewed',
        made_by_name: 'a test',
        made_at: NOW,
      },
    })
    .execute()
  return { providerId, sampleId, auditId, auditFileId }
}
