import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { newId, unforeseen } from '#src/platform/ids.ts'
import { accountsToTell } from '../../access/public.ts'
import { schoolById } from '../../directory/public.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { REFERENCES, referenceFrom } from '../claims/reference-rules.ts'
import { detailReportedEmail, detailSettledEmail } from '../emails/detail-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import { detailReported, detailReportSettled } from './detail-events.ts'
import { DETAILS } from './detail-report.ts'
import { reportFrom } from './detail-reports-queries.ts'
import { insertReport, settleReport } from './detail-reports-store.ts'

/** A school says which detail of it is wrong and what is right: a task for staff, and a receipt by email. */
export const reportDetail = command({
  name: 'claims.report-wrong-detail',
  input: z.object({ schoolId: z.uuid(), detail: z.enum(DETAILS), said: z.string().min(1) }),
  refusals: [],
  records: [detailReported.name],
  async run({ tx, actor, now, baseUrl, refuse }, { schoolId, detail, said }) {
    demand(claimPolicy.claimant(actor, { schoolId }))
    const school = (await schoolById(tx, schoolId)) ?? refuse('not-found')
    const accountId = actor.accountId ?? refuse('not-allowed', { reason: 'sign-in' })
    const [id, receipt] = [newId<string>(), referenceFrom(unforeseen(REFERENCES))]
    await insertReport(tx, {
      ...{ id, school_id: schoolId, detail, said, receipt },
      ...{ reported_by: accountId, reported_by_name: actor.name, reported_at: now },
    })
    const to = (await accountsToTell(tx, [accountId])).get(accountId)
    const days = (await figuresOn(tx, now))['support-answers']
    return {
      value: { receipt },
      events: [detailReported.of([{ kind: 'school', id: schoolId }], { detail, receipt })],
      send: to ? [detailReportedEmail({ to, school, detail, receipt, days, baseUrl })] : [],
    }
  },
})

/** Staff say what they did about it; whoever reported it is told. */
export const settleDetailReport = command({
  name: 'claims.settle-wrong-detail',
  input: z.object({ reportId: z.uuid(), answer: z.string().min(1) }),
  refusals: ['settled-already'],
  records: [detailReportSettled.name],
  async run({ tx, actor, now, baseUrl, refuse }, { reportId, answer }) {
    const row = await tx
      .selectFrom('claims.detail_reports')
      .selectAll()
      .where('id', '=', reportId)
      .forUpdate()
      .executeTakeFirst()
    demand(claimPolicy.support(actor, null))
    const report = row ? reportFrom(row) : refuse('not-found')
    if (report.settled) refuse('settled-already', { by: report.settled.byName })
    await settleReport(tx, reportId, { settled_at: now, settled_by_name: actor.name, answer })
    const { detail, receipt, schoolId, byAccount } = report
    const school = (await schoolById(tx, schoolId)) ?? refuse('not-found')
    const to = byAccount === null ? undefined : (await accountsToTell(tx, [byAccount])).get(byAccount)
    return {
      value: null,
      events: [detailReportSettled.of([{ kind: 'school', id: schoolId }], { detail, receipt })],
      send: to ? [detailSettledEmail({ to, school, detail, receipt, answer, baseUrl })] : [],
    }
  },
})
