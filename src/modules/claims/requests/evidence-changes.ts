import { z } from 'zod'
import { demand, when } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { lockOpenPlace } from '../audits/audits-store.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { claimById } from '../claims/claims-queries.ts'
import { type Evidence, safeNameOf } from './evidence.ts'
import { letGo, lockEvidence, saveEvidence } from './evidence-store.ts'
import { EvidenceId } from './information-request.ts'
import { evidenceOpened, evidenceRemoved } from './request-events.ts'
import { requestPolicy } from './request-policy.ts'
import { lockRequest } from './requests-store.ts'

/** Takes a file away again. Refuses once the answer that it belongs to was given, or DfE has decided the audit. */
export const removeEvidence = command({
  name: 'claims.remove-evidence',
  input: z.object({ evidenceId: EvidenceId }),
  refusals: ['answer-given'],
  records: [evidenceRemoved.name],
  async run({ tx, actor, now, refuse }, { evidenceId }) {
    const { file } = (await lockEvidence(tx, evidenceId)) ?? refuse('not-found')
    demand(requestPolicy.answer(actor, file))
    if (file.removedAt !== null || !(await isStillAsked(tx, file))) return refuse('answer-given')
    await letGo(tx, file)
    await saveEvidence(tx, evidenceId, { removed_at: now })
    return { value: { evidenceId }, events: [await removed(tx, file, 'by-uploader')] }
  },
})

/** Removes a file whose time is over. Only the job of retention. */
export const retireEvidence = command({
  name: 'claims.retire-evidence',
  input: z.object({ evidenceId: EvidenceId }),
  refusals: ['not-due'],
  records: [evidenceRemoved.name],
  async run({ tx, actor, now, refuse }, { evidenceId }) {
    demand(when(actor.identity.kind === 'system'))
    const { file } = (await lockEvidence(tx, evidenceId)) ?? refuse('not-found')
    if (file.removedAt !== null) return refuse('not-due')
    await letGo(tx, file)
    await saveEvidence(tx, evidenceId, { removed_at: now })
    return { value: { evidenceId }, events: [await removed(tx, file, 'retention')] }
  },
})

/** Notes that somebody opens a file: who may, and who did. Refuses one that was not found clean. */
export const openEvidence = command({
  name: 'claims.open-evidence',
  input: z.object({ evidenceId: EvidenceId }),
  refusals: ['not-clean'],
  records: [evidenceOpened.name],
  async run({ tx, actor, refuse }, { evidenceId }) {
    const { file } = (await lockEvidence(tx, evidenceId)) ?? refuse('not-found')
    demand(requestPolicy.openEvidence(actor, file))
    if (file.scan !== 'clean' || file.storedAs === null) return refuse('not-clean', { scan: file.scan })
    const claim = (await claimById(tx, file.claimId)) ?? refuse('not-found')
    const { fileName, sha256, storedAs, mediaType } = file
    return {
      value: { storedAs, mediaType, safeName: safeNameOf(file, claim.reference) },
      events: [evidenceOpened.of(claimSubjects(claim), { fileName, sha256 })],
    }
  },
})

/** Whether what the file was given to can still be answered. */
async function isStillAsked(tx: Tx, { requestId, auditId, claimId }: Evidence): Promise<boolean> {
  if (requestId !== null) return (await lockRequest(tx, requestId))?.status === 'open'
  const claim = await claimById(tx, claimId)
  return claim?.status === 'provider-disagrees' && (await lockOpenPlace(tx, claimId))?.auditId === auditId
}

async function removed(tx: Tx, file: Evidence, because: 'by-uploader' | 'retention'): Promise<AuditEvent> {
  const claim = await claimById(tx, file.claimId)
  if (!claim) throw new Error('evidence of no claim')
  return evidenceRemoved.of(claimSubjects(claim), { fileName: file.fileName, sha256: file.sha256, because })
}
