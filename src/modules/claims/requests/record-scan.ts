import { z } from 'zod'
import { dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import { demand, when } from '#src/kit/policy.ts'
import { workingDaysAfter } from '#src/kit/working-days.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { accountsToTell } from '../../access/public.ts'
import { bankHolidaysFrom } from '../../directory/public.ts'
import type { Claim } from '../claims/claim.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { claimById } from '../claims/claims-queries.ts'
import { evidenceRefusedEmail } from '../emails/request-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import type { Evidence } from './evidence.ts'
import { letGo, lockEvidence, saveEvidence } from './evidence-store.ts'
import { EvidenceId, requestStates } from './information-request.ts'
import { evidenceScanned, informationReopened } from './request-events.ts'
import { lockRequest, saveRequest } from './requests-store.ts'

/**
 * What the scanner said of a file. An infected one is deleted at once and whoever uploaded it is told; an answer that was given with
 * it is asked for again, so that a clean copy can come. Only the job of scanning.
 */
export const recordScan = command({
  name: 'claims.record-scan',
  input: z.object({
    evidenceId: EvidenceId,
    result: z.enum(['clean', 'infected', 'failed']),
    finding: z.string().max(200).nullable(),
  }),
  refusals: ['scanned-already'],
  records: [evidenceScanned.name, informationReopened.name],
  async run({ tx, actor, now, baseUrl, refuse }, { evidenceId, result, finding }) {
    demand(when(actor.identity.kind === 'system'))
    const { row, file } = (await lockEvidence(tx, evidenceId)) ?? refuse('not-found')
    if (isSettled(file) || file.scan === result) return refuse('scanned-already')
    const claim = (await claimById(tx, file.claimId)) ?? refuse('not-found')
    await saveEvidence(tx, evidenceId, { scan: result, scanned_at: now, finding })
    const { fileName, sha256 } = file
    const scanned = evidenceScanned.of(claimSubjects(claim), { fileName, sha256, result, finding })
    const isInfected = result === 'infected'
    if (isInfected) await letGo(tx, file)
    const again = isInfected ? await askedAgain(tx, { file, claim, now }) : []
    const uploadedBy = isInfected ? row.uploaded_by : null
    const send = await refusedEmails(tx, { file, claim, uploadedBy, baseUrl })
    return { value: { result }, events: [scanned, ...again], send }
  },
})

const isSettled = ({ scan, removedAt }: Evidence): boolean =>
  scan === 'clean' || scan === 'infected' || removedAt !== null

type Refused = { readonly file: Evidence; readonly claim: Claim }

async function refusedEmails(
  tx: Tx,
  { file, claim, uploadedBy, baseUrl }: Refused & { readonly uploadedBy: string | null; readonly baseUrl: string },
): Promise<readonly OutgoingEmail[]> {
  if (uploadedBy === null) return []
  const told = await accountsToTell(tx, [uploadedBy])
  const page = `${baseUrl}/claims/${claim.id}/${file.requestId === null ? 'audit' : `requests/${file.requestId}`}`
  return [...told.values()].map((to) => evidenceRefusedEmail({ to, claim, evidenceId: file.id, page }))
}

const VIRUS = 'A file that came with the answer held a virus and was deleted'

/** The request of a file is open again when its answer was given already; there is at least the usual time. */
async function askedAgain(
  tx: Tx,
  { file, claim, now }: Refused & { readonly now: Temporal.Instant },
): Promise<readonly AuditEvent[]> {
  const request = file.requestId === null ? null : await lockRequest(tx, file.requestId)
  const status = request && requestStates.move('reopen', request.status)
  if (!request || !status) return []
  const today = londonDate(now)
  const days = (await figuresOn(tx, now))['information-answer']
  const usual = workingDaysAfter(today, days, await bankHolidaysFrom(tx, today))
  const dueOn = Temporal.PlainDate.compare(request.dueOn, usual) < 0 ? usual : request.dueOn
  await saveRequest(tx, request.id, { status, due_on: dueOn, reminded_at: null })
  const about = { reference: claim.reference, topic: request.topic, reason: VIRUS, dueOn: dateText(dueOn) }
  return [informationReopened.of(claimSubjects(claim), about)]
}
