import { londonDate } from '#src/kit/dates.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { auditsInList, claimsOfAudit, nextToAnswer } from '../../audits/audit-lists-queries.ts'
import type { AuditPlace, ProviderPlace } from '../../audits/audit-place.ts'
import { auditPolicy } from '../../audits/audit-policy.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { auditPage } from './audit-page.tsx'
import { auditsPage } from './audits-page.tsx'

/** What a provider is asked to check, those that are due first. */
export async function showAudits({ db, now }: WebRequest, place: ProviderPlace): Promise<Reply> {
  const today = londonDate(now)
  return show(auditsPage({ place, today, audits: await auditsInList(db, { providerId: place.providerId, today }) }))
}

/** The claims of an audit, with what is answered. */
export async function showAudit({ db, now, actor, path, query }: WebRequest, place: AuditPlace): Promise<Reply> {
  const today = londonDate(now)
  const [found] = await auditsInList(db, { auditId: place.audit.id, today })
  if (!found) return notFound
  const shown = paging(query['page'], found.claims)
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  return show(
    auditPage({
      ...{ place, today, path, query, progress: found, paging: shown },
      claims: await claimsOfAudit(db, { auditId: place.audit.id, offset: shown.offset, limit: shown.limit }),
      next: await nextToAnswer(db, place.audit.id),
      schoolDays: (await figuresOn(db, now))['school-answers-audit'],
      mayAnswer: auditPolicy.answerOrSupport(actor, place.audit).allowed,
      mayAsk: auditPolicy.answer(actor, place.audit).allowed,
      done: DONE[query['done'] ?? ''] ?? null,
    }),
  )
}

export const auditPath = ({ providerId, audit }: AuditPlace): string =>
  `/organisations/${providerId}/audits/${audit.id}`

const DONE: Readonly<Record<string, string>> = {
  saved: 'Your answers are saved. They do not count until you give them.',
  confirmed: 'You confirmed the hours. The claim stays as it was paid.',
  disagrees: 'Your answers are given. The school is asked to reply.',
  file: 'The answers of your file are given.',
  discarded: 'The file was put away. None of its answers counts.',
  'more-time': 'You asked for more time. We tell you by email whether you have it.',
}
