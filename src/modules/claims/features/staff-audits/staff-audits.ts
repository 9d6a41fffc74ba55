import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { longText, oneOf } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { organisationNames } from '../../../directory/public.ts'
import type { Audit } from '../../audits/audit.ts'
import { type AuditInList, auditsInList, claimsOfAudit } from '../../audits/audit-lists-queries.ts'
import { auditById } from '../../audits/audits-queries.ts'
import { answerExtension, isLate } from '../../audits/extend-audit.ts'
import { AuditId } from '../../audits/sample.ts'
import { claimPolicy } from '../../claims/claim-policy.ts'
import { auditPage } from './audit-page.tsx'
import { auditsPage, SHOWN, type Shown } from './audits-page.tsx'
import { extensionAnsweredPage, extensionPage } from './extension-page.tsx'

const AUDITS = '/staff/claims/audits'
const ROWS = 50

/** Audits of all providers: those that are late first, then what staff have to answer or decide. */
export async function showAudits({ db, now, path, query }: WebRequest): Promise<Reply> {
  const today = londonDate(now)
  const all = await auditsInList(db, { today })
  const needs = (one: AuditInList): readonly Shown[] => needsOf(one, now)
  const shown = SHOWN.find((known) => known === query['show']) ?? null
  const chosen = all.filter((one) => shown === null || needs(one).includes(shown)).toSorted(byNeed(now))
  const part = paging(query['page'], chosen.length, ROWS)
  if (!part) return redirectTo(hrefOfPage(path, query, 1))
  const audits = chosen.slice(part.offset, part.offset + part.limit)
  const names = await organisationNames(
    db,
    audits.map(({ audit }) => audit.providerId),
  )
  const counts = SHOWN.map((one) => [one, all.filter((audit) => needs(audit).includes(one)).length] as const)
  return show(auditsPage({ audits, names, counts, shown, today, paging: part, path, query }))
}

/** What an audit needs now. */
function needsOf({ audit, waiting, toDecide }: AuditInList, now: Temporal.Instant): readonly Shown[] {
  if (audit.closedAt !== null) return ['closed']
  return [
    ...(waiting > 0 && isLate(audit, now) ? (['late'] as const) : []),
    ...(audit.extension?.granted === null ? (['extension'] as const) : []),
    ...(toDecide > 0 ? (['to-decide'] as const) : []),
    ...(waiting > 0 ? (['waiting'] as const) : []),
  ]
}

const byNeed = (now: Temporal.Instant) => (one: AuditInList, other: AuditInList) => {
  const rank = (audit: AuditInList) => {
    const first = needsOf(audit, now)[0]
    return first === undefined ? SHOWN.length : SHOWN.indexOf(first)
  }
  return rank(one) - rank(other) || Temporal.PlainDate.compare(one.audit.dueOn, other.audit.dueOn)
}

/** For `load`: the audit of the address. */
export async function auditInPath({ db, params }: WebRequest): Promise<Audit | null> {
  const id = AuditId.safeParse(params['auditId'])
  return id.success ? auditById(db, id.data) : null
}

/** One provider's audit: progress, each claim, what was done. */
export async function showAudit(request: WebRequest, audit: Audit): Promise<Reply> {
  const { db, now, actor, path, query, history } = request
  const today = londonDate(now)
  const [found] = await auditsInList(db, { auditId: audit.id, today })
  const part = found && paging(query['page'], found.claims, ROWS)
  if (!found) return notFound
  if (!part) return redirectTo(hrefOfPage(path, query, 1))
  return show(
    auditPage({
      ...{ found, today, path, query, paging: part, providerName: await nameOf(request, audit) },
      claims: await claimsOfAudit(db, { auditId: audit.id, offset: part.offset, limit: part.limit }),
      entries: await history({ kind: 'claim-audit', id: audit.id }),
      mayAct: claimPolicy.support(actor, undefined).allowed,
    }),
  )
}

const nameOf = async ({ db }: WebRequest, { providerId }: Audit): Promise<string> =>
  (await organisationNames(db, [providerId])).get(providerId)?.name ?? 'The provider'

const formOf = ({ id }: Audit): FormState => freshForm(`${AUDITS}/${id}/extension`, { back: `${AUDITS}/${id}` })

/** Whether the provider has more time: asked for once, answered once. */
export async function showExtension(request: WebRequest, audit: Audit): Promise<Reply> {
  if (audit.extension === null) return redirectTo(`${AUDITS}/${audit.id}`)
  if (audit.extension.granted !== null) return answeredPage(request, audit, 200)
  return show(extensionPage(audit, await nameOf(request, audit), formOf(audit)))
}

const Decision = z.object({
  decision: oneOf(['grant', 'refuse'], 'Select whether the provider has more time'),
  reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }),
})

/** Grants or refuses more time; the provider is told. */
export async function sendExtension(request: WebRequest, audit: Audit): Promise<Reply> {
  const again = async (errors: readonly FieldError[]) => {
    const form = { ...formOf(audit), values: request.form, errors }
    return showAgain(extensionPage(audit, await nameOf(request, audit), form))
  }
  const parsed = parseForm(Decision, request.form)
  if (!parsed.ok) return again(parsed.errors)
  const { decision, reason } = parsed.values
  const input = { auditId: AuditId.parse(audit.id), granted: decision === 'grant' }
  const done = await request.withReason(reason).execute(answerExtension, input)
  if (done.ok) return redirectTo(`${AUDITS}/${audit.id}`)
  return done.refusal.code === 'not-asked' ? answeredPage(request, audit, 409) : notFound
}

/** A colleague has answered: who, when and how. */
async function answeredPage(request: WebRequest, audit: Audit, status: number): Promise<Reply> {
  const entries = await request.history({ kind: 'claim-audit', id: audit.id })
  const answer = entries.find(({ name }) => name === 'claims.extension-answered') ?? null
  return { kind: 'page', status, page: extensionAnsweredPage(audit, answer) }
}
