import { z } from 'zod'
import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand, when } from '#src/kit/policy.ts'
import { workingDaysAfter } from '#src/kit/working-days.ts'
import { command, execute } from '#src/platform/commands/command.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { defineJob, type JobContext } from '#src/platform/jobs/job.ts'
import { bankHolidaysFrom } from '../../directory/public.ts'
import { auditReminded } from '../audits/audit-events.ts'
import { auditSubjects } from '../audits/audit-subjects.ts'
import { lockAudit } from '../audits/audits-store.ts'
import { AuditId } from '../audits/sample.ts'
import { claimSubjects } from '../claims/claim-subjects.ts'
import { claimById } from '../claims/claims-queries.ts'
import { toTellAt } from '../claims/to-tell-queries.ts'
import { auditReminderEmail } from '../emails/audit-emails.ts'
import { informationReminderEmail } from '../emails/request-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { RequestId } from './information-request.ts'
import { informationReminded } from './request-events.ts'
import { lockRequest, saveRequest } from './requests-store.ts'

/** Reminds whoever has not answered a request: once before its day. Only the job. */
const remindOfRequest = command({
  name: 'claims.remind-of-request',
  input: z.object({ requestId: RequestId }),
  refusals: ['not-due'],
  records: [informationReminded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { requestId }) {
    demand(when(actor.identity.kind === 'system'))
    const request = (await lockRequest(tx, requestId)) ?? refuse('not-found')
    if (request.status !== 'open' || request.remindedAt !== null) return refuse('not-due')
    const claim = (await claimById(tx, request.claimId)) ?? refuse('not-found')
    await saveRequest(tx, requestId, { reminded_at: now })
    const told = await toTellAt(tx, { organisationId: request.organisationId, kind: 'must' })
    const { dueOn, topic } = request
    return {
      value: { requestId },
      events: [
        informationReminded.of(claimSubjects(claim), { reference: claim.reference, topic, dueOn: dateText(dueOn) }),
      ],
      send: told.map((to) => informationReminderEmail({ to, claim, request, dueOn, baseUrl })),
    }
  },
})

/** Reminds a provider of the claims that it has not answered about. Only the job, once for each day on which it is due. */
const remindOfAudit = command({
  name: 'claims.remind-of-audit',
  input: z.object({ auditId: AuditId }),
  refusals: ['not-due'],
  records: [auditReminded.name],
  async run({ tx, actor, now, baseUrl, refuse }, { auditId }) {
    demand(when(actor.identity.kind === 'system'))
    const audit = (await lockAudit(tx, auditId)) ?? refuse('not-found')
    const { waiting } = await tx
      .selectFrom('claims.audit_claims')
      .select(({ fn }) => fn.countAll<number>().as('waiting'))
      .where('audit_id', '=', auditId)
      .where('answered_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (audit.closedAt !== null || Number(waiting) === 0) return refuse('not-due')
    const told = await toTellAt(tx, { organisationId: audit.providerId, kind: 'must' })
    const { dueOn, providerId } = audit
    const about = { auditId, providerId, claims: Number(waiting), dueOn, baseUrl, occasion: londonDate(now).toString() }
    return {
      value: { auditId },
      events: [auditReminded.of(auditSubjects(audit), { waiting: Number(waiting), dueOn: dateText(dueOn) })],
      send: told.map((to) => auditReminderEmail({ ...about, to })),
    }
  },
})

/** On the morning of every working day: requests and audits that are due within the days of the figure `reminder-before-due`. */
export const remindLateJob = defineJob({
  name: 'remind-late-answers',
  schedule: '15 8 * * 1-5',
  input: z.object({}),
  async run(context) {
    const due = await dueSoon(context)
    for (const id of due.requests) {
      if (context.signal.aborted) return
      await execute(context, remindOfRequest, { requestId: RequestId.parse(id) })
    }
    for (const id of due.audits) {
      if (context.signal.aborted) return
      await execute(context, remindOfAudit, { auditId: AuditId.parse(id) })
    }
  },
})

async function dueSoon({ db, now }: JobContext) {
  const today = londonDate(now)
  const holidays = await bankHolidaysFrom(db, today)
  const until = workingDaysAfter(today, (await figuresOn(db, now))['reminder-before-due'], holidays)
  return { requests: await requestsDueBy(db, until), audits: await auditsDueOn(db, until) }
}

async function requestsDueBy(reader: Reader, day: Temporal.PlainDate): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('claims.information_requests')
    .select('id')
    .where('status', '=', 'open')
    .where('reminded_at', 'is', null)
    .where('due_on', '<=', day)
    .orderBy('due_on')
    .limit(1_000)
    .execute()
  return rows.map(({ id }) => id)
}

/** On that day alone, so that each is reminded once. */
async function auditsDueOn(reader: Reader, day: Temporal.PlainDate): Promise<readonly string[]> {
  const rows = await reader
    .selectFrom('claims.audits')
    .select('id')
    .where('closed_at', 'is', null)
    .where('due_on', '=', day)
    .limit(1_000)
    .execute()
  return rows.map(({ id }) => id)
}
