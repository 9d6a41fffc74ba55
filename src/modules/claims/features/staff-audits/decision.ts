import { z } from 'zod'
import { dateText, londonDate, Temporal } from '#src/kit/dates.ts'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { longText } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { type AuditDecision, DECISIONS } from '../../audits/audit.ts'
import { type ClaimAuditPlace, claimAuditOfAddress } from '../../audits/claim-audit.ts'
import { decideAudit } from '../../audits/decide-audit.ts'
import { dayToWaitFor } from '../../audits/deciding-rules.ts'
import { type Claim, LineId } from '../../claims/claim.ts'
import { claimPolicy } from '../../claims/claim-policy.ts'
import { evidenceOfClaim } from '../../requests/requests-queries.ts'
import { decisionPage } from './decision-page.tsx'

type Shown = {
  readonly values: RawValues
  readonly errors?: readonly FieldError[]
  readonly status?: number
  /** The revision that the form before named, unless a colleague's change is shown now. */
  readonly seen?: string
  readonly isChanged?: boolean
}

/** What was said of a claim in its audit, and the decision for each mentor once it can be made. */
export const showDecision = (request: WebRequest, place: ClaimAuditPlace): Promise<Reply> =>
  pageOf(request, place, { values: {} })

async function pageOf(request: WebRequest, place: ClaimAuditPlace, shown: Shown): Promise<Reply> {
  const { db, now, actor, query } = request
  const { values, errors = [], status = 200, isChanged = false } = shown
  const { claim, audit, standing } = place
  const files = await evidenceOfClaim(db, claim.id)
  const path = `/staff/claims/${claim.id}`
  const form = freshForm(`${path}/audit/decision`, {
    ...{ values, errors, back: path, hidden: { seen: shown.seen ?? String(claim.revision) } },
  })
  const waitsUntil = dayToWaitFor(claim.status, standing, audit.dueOn)
  const isOver = waitsUntil === null || Temporal.PlainDate.compare(londonDate(now), waitsUntil) > 0
  const [newest] = isChanged ? await request.history({ kind: 'claim', id: claim.id }) : []
  return {
    kind: 'page',
    status,
    page: decisionPage({
      ...{ place, form, files: files.filter(({ auditId }) => auditId === audit.id) },
      canDecide: isOpen(place) && isOver && claimPolicy.support(actor, undefined).allowed,
      waitsUntil: isOpen(place) && !isOver ? waitsUntil : null,
      isChanged,
      newest: newest ?? null,
      done: query['done'] === 'decided' ? 'The decision has been made. The school has been told.' : null,
    }),
  }
}

const isOpen = ({ status, standing }: ClaimAuditPlace): boolean =>
  standing.decidedAt === null && (status === 'in-audit' || status === 'provider-disagrees')

const Reason = z.object({ reason: longText({ missing: 'Enter the reason', label: 'Reason', max: 1_000 }) })

/** Decides for each mentor, unless somebody has acted on the claim since the page was opened. */
export async function sendDecision(request: WebRequest, place: ClaimAuditPlace): Promise<Reply> {
  const { form } = request
  const seen = firstValue(form, 'seen')
  const read = readDecisions(place.claim, form)
  const why = parseForm(Reason, form)
  const errors = [...read.errors, ...(why.ok ? [] : why.errors)]
  if (!why.ok || errors.length > 0) return pageOf(request, place, { values: form, errors, status: 422, seen })
  const input = { claimId: place.claim.id, seen: revisionOf(seen), decisions: read.decisions }
  const done = await request.withReason(why.values.reason).execute(decideAudit, input)
  if (done.ok) return redirectTo(`/staff/claims/${place.claim.id}/audit?done=decided`)
  if (done.refusal.code === 'too-early') {
    const until = String(done.refusal.facts['until'])
    const message = `It can be decided after ${dateText(Temporal.PlainDate.from(until))}`
    return pageOf(request, place, { values: form, errors: [{ field: 'reason', message }], status: 422, seen })
  }
  const now = await claimAuditOfAddress(request)
  return now ? pageOf(request, now, { values: form, status: 409, isChanged: true }) : notFound
}

const revisionOf = (seen: string): number => Number(/^[0-9]{1,9}$/.exec(seen)?.[0] ?? -1)

function readDecisions({ lines }: Claim, form: RawValues) {
  const given = lines.map(({ id, mentorName }, at) => ({
    ...{ lineId: LineId.parse(id), at, mentorName },
    answer: DECISIONS.find((known) => known === firstValue(form, `answer-${at}`)),
  }))
  const decisions = given.flatMap(({ lineId, answer }): { lineId: typeof lineId; answer: AuditDecision }[] =>
    answer === undefined ? [] : [{ lineId, answer }],
  )
  const errors = given.flatMap(({ at, mentorName, answer }): FieldError[] =>
    answer === undefined
      ? [{ field: `answer-${at}`, message: `Select whether the hours of ${mentorName} are upheld` }]
      : [],
  )
  return { decisions, errors }
}
