import { z } from 'zod'
import { dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { claimPolicy } from '../claims/claim-policy.ts'
import { toTellAt } from '../claims/to-tell-queries.ts'
import { extensionAnsweredEmail } from '../emails/audit-emails.ts'
import { figuresOn } from '../years/figures-queries.ts'
import type { Audit } from './audit.ts'
import { extensionAnswered, extensionAsked } from './audit-events.ts'
import { auditPolicy } from './audit-policy.ts'
import { auditSubjects } from './audit-subjects.ts'
import { lockAudit, saveAudit } from './audits-store.ts'
import { AuditId } from './sample.ts'

/**
 * Asks for more time to answer an audit, once, before it is due. Refuses more days than the figure `audit-extension-at-most` allows.
 */
export const askForExtension = command({
  name: 'claims.ask-for-audit-extension',
  input: z.object({
    auditId: AuditId,
    until: z.instanceof(Temporal.PlainDate),
    because: z.string().trim().min(1).max(1_000),
  }),
  refusals: ['closed', 'asked-already', 'too-long', 'not-later'],
  records: [extensionAsked.name],
  async run({ tx, actor, now, refuse }, { auditId, until, because }) {
    const audit = (await lockAudit(tx, auditId)) ?? refuse('not-found')
    demand(auditPolicy.answer(actor, audit))
    if (audit.closedAt !== null) return refuse('closed')
    if (audit.extension !== null) return refuse('asked-already')
    const latest = audit.dueOn.add({ days: (await figuresOn(tx, now))['audit-extension-at-most'] })
    if (Temporal.PlainDate.compare(until, audit.dueOn) <= 0)
      return refuse('not-later', { dueOn: audit.dueOn.toString() })
    if (Temporal.PlainDate.compare(until, latest) > 0) return refuse('too-long', { latest: latest.toString() })
    await saveAudit(tx, auditId, { extension_asked_until: until, extension_asked_because: because })
    return {
      value: { auditId },
      events: [extensionAsked.of(auditSubjects(audit), { until: dateText(until), because })],
    }
  },
})

/** Staff grant or refuse more time, with a reason; the provider is told. */
export const answerExtension = command({
  name: 'claims.answer-audit-extension',
  input: z.object({ auditId: AuditId, granted: z.boolean() }),
  refusals: ['reason-needed', 'not-asked'],
  records: [extensionAnswered.name],
  async run({ tx, actor, now, process, baseUrl, refuse }, { auditId, granted }) {
    demand(claimPolicy.support(actor, undefined))
    if (process.reason === null) return refuse('reason-needed')
    const audit = (await lockAudit(tx, auditId)) ?? refuse('not-found')
    if (audit.extension === null || audit.extension.granted !== null) return refuse('not-asked')
    const dueOn = granted ? audit.extension.until : audit.dueOn
    await saveAudit(tx, auditId, { extension_granted: granted, extension_answered_at: now, due_on: dueOn })
    const told = await toTellAt(tx, { organisationId: audit.providerId, kind: 'must' })
    return {
      value: { auditId },
      events: [extensionAnswered.of(auditSubjects(audit), { granted, dueOn: dateText(dueOn), reason: process.reason })],
      send: told.map((to) =>
        extensionAnsweredEmail({ to, audit, granted, dueOn, reason: process.reason ?? '', baseUrl }),
      ),
    }
  },
})

/** Whether answers are late on the day of `now`. */
export const isLate = ({ dueOn, closedAt }: Pick<Audit, 'dueOn' | 'closedAt'>, now: Temporal.Instant): boolean =>
  closedAt === null && Temporal.PlainDate.compare(londonDate(now), dueOn) > 0
