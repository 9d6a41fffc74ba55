import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { wholeFile } from '#src/platform/imports/file-text.ts'
import { putFile } from '#src/platform/storage/storage.ts'
import { lockOpenPlace } from '../audits/audits-store.ts'
import { ClaimId } from '../claims/claim.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { lockClaim } from '../claims/claims-store.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { EVIDENCE_KINDS, sniffEvidence } from './evidence-kind-rules.ts'
import { insertEvidence } from './evidence-store.ts'
import { RequestId } from './information-request.ts'
import { evidenceUploaded } from './request-events.ts'
import { requestPolicy } from './request-policy.ts'
import { evidenceOfClaim } from './requests-queries.ts'
import { lockRequest } from './requests-store.ts'

const BYTES_IN_A_MEGABYTE = 1024 * 1024

/**
 * Takes a file as evidence: to a request that is open, or, without one, to the school's reply in an audit. It is kept under a name
 * of ours and waits for the virus scan. Refuses what is too large, too many, not of the kinds that are taken, or disguised.
 */
export const uploadEvidence = command({
  name: 'claims.upload-evidence',
  input: z.object({
    claimId: ClaimId,
    requestId: RequestId.nullable(),
    fileName: z.string().trim().min(1).max(200),
    bytes: z.int(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    /** Where it lies for now: not part of what makes two uploads the same. */
    path: z.custom<() => string>((value) => typeof value === 'function'),
  }),
  refusals: [
    'not-open',
    'too-large',
    'too-many',
    'given-already',
    'empty',
    'unknown-kind',
    'macros',
    'active',
    'disguised',
  ],
  records: [evidenceUploaded.name],
  async run({ tx, actor, now, refuse }, { claimId, requestId, fileName, bytes, sha256, path }) {
    const claim = (await lockClaim(tx, claimId)) ?? refuse('not-found')
    const place = await placeOf(tx, claimId, requestId)
    const organisationId = place?.organisationId ?? claim.schoolId
    demand(requestPolicy.answer(actor, { organisationId }))
    if (!place?.isOpen || (requestId === null && claim.status !== 'provider-disagrees')) return refuse('not-open')
    const figures = await figuresOn(tx, now)
    const most = figures['evidence-file-size']
    if (bytes > most * BYTES_IN_A_MEGABYTE) return refuse('too-large', { megabytes: most })
    const others = (await evidenceOfClaim(tx, claimId)).filter((file) => file.requestId === requestId)
    if (others.length >= figures['evidence-files']) return refuse('too-many', { most: figures['evidence-files'] })
    if (others.some((file) => file.sha256 === sha256)) return refuse('given-already')
    const sniffed = sniffEvidence(await wholeFile(path()), fileName)
    if (!sniffed.ok) return refuse(sniffed.fault)
    const { mediaType } = EVIDENCE_KINDS[sniffed.kind]
    const id = newId<string>()
    await insertEvidence(tx, {
      ...{ id, request_id: requestId, audit_id: place.auditId, claim_id: claimId, organisation_id: organisationId },
      ...{ file_name: fileName, media_type: mediaType, bytes, sha256, stored_as: await putFile(tx, path(), now) },
      ...{ scan: 'waiting', uploaded_by: actor.accountId, uploaded_by_name: actor.name, uploaded_at: now },
      keep_until: londonDate(now).add({ years: figures['evidence-kept'] }),
    })
    return {
      value: { evidenceId: id },
      events: [evidenceUploaded.of(claimSubjects(claim), { fileName, sha256, bytes, mediaType })],
    }
  },
})

/** What the file is given to; null where there is nothing. */
async function placeOf(tx: Tx, claimId: string, requestId: string | null) {
  if (requestId === null) {
    const place = await lockOpenPlace(tx, claimId)
    return place && { auditId: place.auditId, organisationId: null, isOpen: true }
  }
  const request = await lockRequest(tx, requestId)
  if (!request || request.claimId !== claimId) return null
  return { auditId: null, organisationId: request.organisationId, isOpen: request.status === 'open' }
}
