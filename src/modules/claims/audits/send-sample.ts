import { z } from 'zod'
import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { workingDaysAfter } from '#src/kit/working-days.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { bankHolidaysFrom } from '../../directory/public.ts'
import type { Claim } from '../claims/claim.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { lockClaims, moveClaim } from '../claims/claims-store.ts'
import { toTellAt } from '../claims/to-tell-queries.ts'
import { auditAskedEmail } from '../emails/audit-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { auditBegun, sampleSent } from './audit-events.ts'
import { insertAudit } from './audits-store.ts'
import { SAMPLE_REASONS, SampleId, sampleReasonText } from './sample.ts'
import { lockSample, settleSample } from './samples-store.ts'

/**
 * Sends the claims of a sample to their providers to check. Refuses, naming them, when a claim of it is not paid any more: then a
 * colleague has acted on it since. Of two officers one sends, and the other is told.
 */
export const sendSample = command({
  name: 'claims.send-sample',
  input: z.object({ sampleId: SampleId, seen: z.int() }),
  refusals: ['settled', 'changed-since', 'claims-changed'],
  records: [sampleSent.name, auditBegun.name],
  async run({ tx, actor, now, baseUrl, refuse }, { sampleId, seen }) {
    demand(claimPolicy.support(actor, undefined))
    const sample = (await lockSample(tx, sampleId)) ?? refuse('not-found')
    if (sample.status !== 'drawn') return refuse('settled', { status: sample.status })
    if (sample.revision !== seen) return refuse('changed-since')
    const reasons = await reasonsOf(tx, sampleId)
    const claims = await lockClaims(tx, [...reasons.keys()])
    const changed = claims.filter(({ status }) => status !== 'paid').map(({ reference }) => reference)
    if (changed.length > 0) return refuse('claims-changed', { references: changed })
    const dueOn = await dueDay(tx, now)
    const byProvider = [...Map.groupBy(claims, ({ providerId }) => providerId)]
    const send: OutgoingEmail[] = []
    for (const [providerId, own] of byProvider) {
      const auditId = await beginAudit(tx, { sampleId, providerId, claims: own, dueOn, now })
      const told = await toTellAt(tx, { organisationId: providerId, kind: 'must' })
      send.push(...told.map((to) => auditAskedEmail({ to, auditId, providerId, claims: own.length, dueOn, baseUrl })))
    }
    await settleSample(tx, { id: sampleId, move: 'send', now })
    const sent = { claims: claims.length, providers: byProvider.length, dueOn: dateText(dueOn) }
    return {
      value: { sampleId },
      events: [
        sampleSent.of([{ kind: 'claim-rules', id: sample.windowId }], sent),
        ...claims.map((claim) => begun(claim, reasons.get(claim.id) ?? '', dueOn)),
      ],
      send,
    }
  },
})

async function reasonsOf(tx: Tx, sampleId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('claims.sample_claims')
    .select(['claim_id', 'reason'])
    .where('sample_id', '=', sampleId)
    .execute()
  return new Map(rows.map(({ claim_id, reason }) => [claim_id, sampleReasonText[z.enum(SAMPLE_REASONS).parse(reason)]]))
}

/** The weekday on which answers are due. */
async function dueDay(tx: Tx, now: Temporal.Instant): Promise<Temporal.PlainDate> {
  const today = londonDate(now)
  const figures = await figuresOn(tx, now)
  const holidays = await bankHolidaysFrom(tx, today)
  return workingDaysAfter(today.add({ days: figures['provider-answers-audit'] }), 0, holidays)
}

type Beginning = {
  readonly sampleId: string
  readonly providerId: string
  readonly claims: readonly Claim[]
  readonly dueOn: Temporal.PlainDate
  readonly now: Temporal.Instant
}

async function beginAudit(tx: Tx, { sampleId, providerId, claims, dueOn, now }: Beginning): Promise<string> {
  const id = await insertAudit(tx, { sampleId, providerId, claimIds: claims.map((claim) => claim.id), dueOn, now })
  for (const claim of claims) await moveClaim(tx, { claim, move: 'audit', now })
  return id
}

const begun = (claim: Claim, reason: string, dueOn: Temporal.PlainDate): AuditEvent =>
  auditBegun.of(claimSubjects(claim), {
    ...{ reference: claim.reference, provider: claim.submitted?.providerName ?? '', dueOn: dateText(dueOn), reason },
    moved: { before: claim.status, after: 'in-audit' },
  })
