import type { Reader } from '#src/platform/db/database.ts'
import type { Evidence } from './evidence.ts'
import type { InformationRequest } from './information-request.ts'
import { evidenceFrom, requestFrom } from './request-row.ts'

/** A request by id; null where there is none. */
export async function requestById(reader: Reader, id: string): Promise<InformationRequest | null> {
  const row = await reader.selectFrom('claims.information_requests').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? requestFrom(row) : null
}

/** What was asked about a claim, the newest first. */
export async function requestsOfClaim(reader: Reader, claimId: string): Promise<readonly InformationRequest[]> {
  const rows = await reader
    .selectFrom('claims.information_requests')
    .selectAll()
    .where('claim_id', '=', claimId)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(requestFrom)
}

/** What was asked about a claim as somebody sees it who is not staff: asked of their organisations or by them. */
export const requestsFor = (
  requests: readonly InformationRequest[],
  isTheirs: (organisationId: string) => boolean,
): readonly InformationRequest[] =>
  requests.filter(
    ({ organisationId, askedByOrganisationId }) =>
      isTheirs(organisationId) || (askedByOrganisationId !== null && isTheirs(askedByOrganisationId)),
  )

/** What an organisation has still to answer, the most urgent first. */
export async function openRequestsAt(reader: Reader, organisationId: string): Promise<readonly InformationRequest[]> {
  const rows = await reader
    .selectFrom('claims.information_requests')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('status', '=', 'open')
    .orderBy('due_on')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(requestFrom)
}

/** A file by id; null where there is none. */
export async function evidenceById(reader: Reader, id: string): Promise<Evidence | null> {
  const row = await reader.selectFrom('claims.evidence_files').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? evidenceFrom(row) : null
}

/** The files that were given to a request and not taken away again, the first first. */
export async function evidenceOfRequest(reader: Reader, requestId: string): Promise<readonly Evidence[]> {
  const rows = await reader
    .selectFrom('claims.evidence_files')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('removed_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute()
  return rows.map(evidenceFrom)
}

/** The files of a claim that were not taken away by whoever gave them, the first first. */
export async function evidenceOfClaim(reader: Reader, claimId: string): Promise<readonly Evidence[]> {
  const rows = await reader
    .selectFrom('claims.evidence_files')
    .selectAll()
    .where('claim_id', '=', claimId)
    .where('removed_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute()
  return rows.map(evidenceFrom)
}
