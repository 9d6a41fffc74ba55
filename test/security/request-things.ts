import { Temporal } from '#src/kit/dates.ts'
import type { Claim } from '#src/modules/claims/claims/claim.ts'
import type { Database } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'

/** What addresses of requests for information can name, of one school. */
export type RequestThings = { readonly informationRequestId: string; readonly evidenceId: string }

const NOW = Temporal.Instant.from('2026-11-23T10:00:00Z')

/** What DfE asked the school about its claim, with a file that the school gave. */
export async function requestThings(db: Database, claim: Claim): Promise<RequestThings> {
  const informationRequestId = newId<string>()
  const evidenceId = newId<string>()
  const of = { claim_id: claim.id, organisation_id: claim.schoolId }
  await db
    .insertInto('claims.information_requests')
    .values({
      ...{ ...of, id: informationRequestId, asked_by_name: 'Sam Ortiz', asked_at: NOW, what: 'hours', status: 'open' },
      ...{ question: 'How many hours?', due_on: Temporal.PlainDate.from('2026-12-01') },
    })
    .execute()
  await db
    .insertInto('claims.evidence_files')
    .values({
      ...{ ...of, id: evidenceId, request_id: informationRequestId, file_name: 'contract.pdf', scan: 'waiting' },
      ...{ media_type: 'application/pdf', bytes: 1, sha256: 'x', uploaded_by_name: 'Bola Ade', uploaded_at: NOW },
      keep_until: Temporal.PlainDate.from('2033-12-01'),
    })
    .execute()
  return { informationRequestId, evidenceId }
}
