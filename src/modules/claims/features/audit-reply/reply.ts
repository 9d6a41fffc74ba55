import { momentText } from '#src/kit/dates.ts'
import { type FieldError, firstValue } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { newestWordAt } from '../../audits/answers-store.ts'
import { doubtedLines, newestOf } from '../../audits/audit-rules.ts'
import { type ReplyPlace, replyOfAddress } from '../../audits/claim-audit.ts'
import { replyToAudit } from '../../audits/reply-to-audit.ts'
import { claimPolicy } from '../../claims/claim-policy.ts'
import { receiveFiles } from '../../requests/evidence-files.ts'
import { evidenceOfClaim } from '../../requests/requests-queries.ts'
import { readReplies, replyWords } from './reply-form.ts'
import { type ReplyFacts, replyPage, standingPage } from './reply-page.tsx'

/** What the provider said of a claim, and what the school says to it. The provider and staff have pages of their own. */
export async function showReply(request: WebRequest, place: ReplyPlace): Promise<Reply> {
  const { actor, query } = request
  if (!claimPolicy.atSchool(actor, place).allowed) return redirectTo(elsewhere(request, place))
  const done = DONE[query['done'] ?? ''] ?? null
  if (!canReply(request, place)) return show(standingPage({ place, done }))
  const values = replyWords(
    doubtedLines(place.claim.lines, place.said),
    newestOf(place.said, 'school', { drafts: false }),
  )
  return show(replyPage(await factsOf(request, place, { values, done })))
}

const elsewhere = ({ actor }: WebRequest, { audit, claim, providerId }: ReplyPlace): string =>
  claimPolicy.staff(actor, undefined).allowed
    ? `/staff/claims/${claim.id}/audit`
    : `/organisations/${providerId}/audits/${audit.id}/claims/${claim.id}`

const canReply = ({ actor }: WebRequest, place: ReplyPlace): boolean =>
  place.status === 'provider-disagrees' && claimPolicy.claimant(actor, place).allowed

const DONE: Readonly<Record<string, string>> = {
  replied: 'Your reply has been sent. You can change it until DfE decides.',
}

type Shown = Pick<ReplyFacts['form'], 'values'> & {
  readonly done?: string | null
  readonly errors?: readonly FieldError[]
  readonly notice?: string | null
  /** That of the page before, unless this one shows what a colleague said. */
  readonly seen?: string
}

async function factsOf({ db }: WebRequest, place: ReplyPlace, shown: Shown): Promise<ReplyFacts> {
  const { values, done = null, errors = [], notice = null, seen = newestWordAt(place.said, 'school') } = shown
  const files = await evidenceOfClaim(db, place.claim.id)
  const path = `/claims/${place.claim.id}`
  return {
    ...{ place, done, notice },
    files: files.filter(({ auditId }) => auditId === place.audit.id),
    form: freshForm(`${path}/audit/reply`, { values, errors, back: path, hidden: { seen } }),
  }
}

/** Takes files in and the reply: sent again, it counts instead of the one before. */
export async function sendReply(request: WebRequest, place: ReplyPlace): Promise<Reply> {
  if (!canReply(request, place)) return redirectTo(`/claims/${place.claim.id}/audit`)
  const received = await receiveFiles(request, { claimId: place.claim.id, requestId: null, figures: place.figures })
  const again = async (status: number, shown: Omit<Shown, 'values'>) => {
    const facts = await factsOf(request, place, { values: request.form, done: received.done, ...shown })
    return { kind: 'page', status, page: replyPage(facts) } as const
  }
  const seen = firstValue(request.form, 'seen')
  if (received.pressed !== 'send')
    return again(received.errors.length > 0 ? 422 : 200, { errors: received.errors, seen })
  const read = readReplies(doubtedLines(place.claim.lines, place.said), request.form)
  const errors = [...read.errors, ...received.errors]
  if (errors.length > 0) return again(422, { errors, seen })
  const sent = await request.execute(replyToAudit, { claimId: place.claim.id, replies: read.replies, seen })
  if (sent.ok) return redirectTo(`/claims/${place.claim.id}/audit?done=replied`)
  return sent.refusal.code === 'not-found' ? notFound : changed(request)
}

/** A colleague replied or DfE decided meanwhile: what they said, with what was typed kept while it can still be sent. */
async function changed(request: WebRequest): Promise<Reply> {
  const place = await replyOfAddress(request)
  if (!place) return notFound
  if (!canReply(request, place))
    return { kind: 'page', status: 409, page: standingPage({ place, done: null, notice: DECIDED }) }
  const last = place.said.findLast(({ party }) => party === 'school')
  const notice = last
    ? `${last.saidByName} replied at ${momentText(last.saidAt)}, after you opened the page. Nothing of yours was sent. What you wrote is below: send it to replace their reply.`
    : 'The claim has changed since you opened the page. Look at it again, then send your reply.'
  const facts = await factsOf(request, place, { values: request.form, notice })
  return { kind: 'page', status: 409, page: replyPage(facts) }
}

const DECIDED = 'The claim was decided after you opened the page. Nothing of what you sent was kept.'
