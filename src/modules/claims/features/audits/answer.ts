import { momentText } from '#src/kit/dates.ts'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { freshForm } from '#src/ui/form.tsx'
import { answerAudit } from '../../audits/answer-audit.ts'
import { formWords, readWords } from '../../audits/answer-form.ts'
import { newestWordAt } from '../../audits/answers-store.ts'
import { type AuditedPlace, auditedOfAddress } from '../../audits/audit-place.ts'
import { auditPolicy } from '../../audits/audit-policy.ts'
import { newestOf } from '../../audits/audit-rules.ts'
import { because, saysWhy, whySchema } from '../../places/on-behalf.tsx'
import { answerPage, seenPage } from './answer-page.tsx'
import { auditPath } from './audits.ts'

/** A claim to answer about, with what is saved; one that is answered as it was said. */
export function showAnswer({ actor }: WebRequest, place: AuditedPlace): Reply {
  if (!isToAnswer(place) || !auditPolicy.answerOrSupport(actor, place.audit).allowed) return show(seenPage(place))
  const values = formWords(place.claim, newestOf(place.said, 'provider', { drafts: true }))
  return show(answerPage({ place, form: formOf(place, { values }), onBehalf: onBehalf(actor, place), notices: [] }))
}

const isToAnswer = ({ claim, standing }: AuditedPlace): boolean =>
  claim.status === 'in-audit' && standing.answeredAt === null && standing.decidedAt === null

const onBehalf = (actor: WebRequest['actor'], { providerId }: AuditedPlace): boolean => saysWhy(actor, providerId)

/** Saves answers for later, or gives them for every mentor of the claim. */
export async function sendAnswer(request: WebRequest, place: AuditedPlace): Promise<Reply> {
  const give = firstValue(request.form, 'decision') !== 'save'
  const read = readWords(place.claim, request.form, { give })
  const why = parseForm(whySchema(onBehalf(request.actor, place)), request.form)
  const errors = [...read.errors, ...(why.ok ? [] : why.errors)]
  if (errors.length > 0 || !why.ok) return again(request, place, { errors })
  const input = { claimId: place.claim.id, answers: read.words, give, seen: firstValue(request.form, 'seen') }
  const done = await because(request, why.values.reason).execute(answerAudit, input)
  if (!done.ok) return notTaken(request, done.refusal.code)
  return redirectTo(`${auditPath(place)}?done=${done.value.outcome}`)
}

type Again = { readonly errors?: readonly FieldError[]; readonly notices?: readonly string[]; readonly status?: number }

function again(
  { actor, form }: WebRequest,
  place: AuditedPlace,
  { errors = [], notices = [], status = 422 }: Again,
): Reply {
  const seen = notices.length > 0 ? newestWordAt(place.said) : firstValue(form, 'seen')
  const state = { ...formOf(place, { values: form, errors }), hidden: { seen } }
  return { kind: 'page', status, page: answerPage({ place, form: state, onBehalf: onBehalf(actor, place), notices }) }
}

/** A colleague or DfE was faster: what they did, with everything that was typed kept as long as it can still be given. */
async function notTaken(request: WebRequest, code: string): Promise<Reply> {
  const place = code === 'not-found' || code === 'not-allowed' ? null : await auditedOfAddress(request)
  if (!place) return notFound
  if (!isToAnswer(place)) return { kind: 'page', status: 409, page: seenPage(place, ANSWERED) }
  const last = place.said.findLast(({ party }) => party === 'provider')
  const notice = last
    ? `${last.saidByName} saved answers about this claim at ${momentText(last.saidAt)}, after you opened the page. Nothing of yours was saved. What you typed is below: give or save it to replace what they saved.`
    : 'These answers could not be taken. Check them and send them again.'
  return again(request, place, { notices: [notice], status: 409 })
}

const ANSWERED = 'The claim was answered or decided after you opened the page. Nothing of what you sent was kept.'

type State = { readonly values: RawValues; readonly errors?: readonly FieldError[] }

const formOf = (place: AuditedPlace, state: State) =>
  freshForm(`${auditPath(place)}/claims/${place.claim.id}/answers`, {
    back: auditPath(place),
    hidden: { seen: newestWordAt(place.said) },
    ...state,
  })
