import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { ClaimsEvidenceFiles, ClaimsInformationRequests } from '#db/schema.ts'
import type { Evidence } from './evidence.ts'
import { type InformationRequest, REQUEST_STATUSES, REQUEST_TOPICS, RequestId } from './information-request.ts'

export const requestFrom = (row: Selectable<ClaimsInformationRequests>): InformationRequest => ({
  ...{ id: RequestId.parse(row.id), claimId: row.claim_id, lineId: row.line_id, organisationId: row.organisation_id },
  ...{ askedByOrganisationId: row.asked_by_organisation_id, askedByName: row.asked_by_name, askedAt: row.asked_at },
  ...{ topic: z.enum(REQUEST_TOPICS).parse(row.what), question: row.question, dueOn: row.due_on },
  ...{ status: z.enum(REQUEST_STATUSES).parse(row.status), remindedAt: row.reminded_at, answer: row.answer },
  extension:
    row.extension_asked_until === null
      ? null
      : { until: row.extension_asked_until, because: row.extension_asked_because ?? '' },
  ...{ answeredByName: row.answered_by_name, answeredAt: row.answered_at, settledBecause: row.settled_because },
  ...{ receipt: row.receipt, revision: row.revision },
})

export const evidenceFrom = (row: Selectable<ClaimsEvidenceFiles>): Evidence => ({
  ...{ id: row.id, requestId: row.request_id, auditId: row.audit_id, claimId: row.claim_id },
  ...{ organisationId: row.organisation_id, fileName: row.file_name, mediaType: row.media_type, bytes: row.bytes },
  ...{ sha256: row.sha256, storedAs: row.stored_as, finding: row.finding, scannedAt: row.scanned_at },
  scan: z.enum(['waiting', 'clean', 'infected', 'failed']).parse(row.scan),
  ...{ uploadedByName: row.uploaded_by_name, uploadedAt: row.uploaded_at, removedAt: row.removed_at },
  keepUntil: row.keep_until,
})
