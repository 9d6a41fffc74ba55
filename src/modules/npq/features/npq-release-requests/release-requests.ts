import { z } from 'zod'
import { parseForm } from '#src/kit/form.ts'
import { longText, oneOf, optional, text } from '#src/kit/form-fields.ts'
import { notFound, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { ChangeRequestId } from '../../requests/change-request.ts'
import { refuseRelease } from '../../requests/refuse-release.ts'
import { releaseRegistration } from '../../requests/release-registration.ts'
import {
  countOpen,
  openRequests,
  type ProviderPlace,
  providerPlace,
  type ReleaseRequest,
  releaseRequest,
} from '../../requests/release-requests-queries.ts'
import { requestsPage } from './list-page.tsx'
import { answeredPage, answerPage, cannotReleasePage } from './request-pages.tsx'

const LONGEST_REASON = 500

const decision = oneOf(['release', 'refuse'], 'Select whether you let them go')
const because = optional(longText({ missing: '', label: 'Reason', max: LONGEST_REASON }))
const Answer = z.object({ decision, because })
const AnswerOfStaff = z.object({
  decision,
  because,
  reason: text({ missing: 'Enter why you answer for them', label: 'Why' }),
})

/** Null for an organisation that is no provider of national professional qualifications today. */
export const loadProvider = ({ db, params, now }: WebRequest): Promise<ProviderPlace | null> =>
  providerPlace(db, { organisationId: params['organisationId'] ?? '', now })

/** Who waits for the provider's answer. */
export async function showRequests({ db, query, path }: WebRequest, place: ProviderPlace): Promise<Reply> {
  const shown = paging(query['page'], await countOpen(db, place.organisationId))
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  const { offset, limit } = shown
  const requests = await openRequests(db, { providerId: place.organisationId, offset, limit })
  return show(requestsPage({ place, requests, paging: shown, path, query }))
}

export type Asked = ProviderPlace & { readonly asked: ReleaseRequest }

/** One request of the provider; null also when it is another provider's. */
export async function loadRequest(request: WebRequest): Promise<Asked | null> {
  const place = await loadProvider(request)
  const asked =
    place &&
    (await releaseRequest(request.db, { id: request.params['requestId'] ?? '', providerId: place.organisationId }))
  return place && asked ? { ...place, asked } : null
}

/** A request with the question whether to let them go, or what was answered. */
export const showRequest = ({ actor }: WebRequest, subject: Asked): Reply =>
  show(
    isOpen(subject)
      ? answerPage({ ...subject, form: formOf(subject), isStaff: isStaff(actor, subject) })
      : answeredPage(subject),
  )

/** Answers it. Whoever comes second reads what the first said. */
export async function answer(request: WebRequest, subject: Asked): Promise<Reply> {
  if (!isOpen(subject)) return alreadyAnswered(subject)
  const staff = isStaff(request.actor, subject)
  const again = (form: Pick<FormState, 'values' | 'errors'>) =>
    showAgain(answerPage({ ...subject, form: { ...formOf(subject), ...form }, isStaff: staff }))
  const parsed = parseForm(staff ? AnswerOfStaff : Answer, request.form)
  if (!parsed.ok) return again(parsed)
  const { values } = parsed
  const mustSayWhy = values.decision === 'refuse' && values.because === null
  if (mustSayWhy) return again({ values: parsed.raw, errors: [WHY_MISSING] })
  const process = 'reason' in values && typeof values.reason === 'string' ? request.withReason(values.reason) : request
  const answered = await send(process, subject, values)
  return answered.ok ? redirectTo(pathOf(subject)) : notAnswered(request, subject, answered.refusal.code)
}

const WHY_MISSING = { field: 'because', message: 'Enter why you do not let them go. We tell them what you enter' }

function send(
  { execute }: Pick<WebRequest, 'execute'>,
  { asked }: Asked,
  { decision: said, because: why }: { readonly decision: 'release' | 'refuse'; readonly because: string | null },
) {
  const requestId = ChangeRequestId.parse(asked.request.id)
  return said === 'release'
    ? execute(releaseRegistration, { requestId })
    : execute(refuseRelease, { requestId, because: why ?? '' })
}

async function notAnswered(request: WebRequest, subject: Asked, code: string): Promise<Reply> {
  if (code === 'not-found' || code === 'not-allowed') return notFound
  if (code === 'already-answered') return alreadyAnswered((await loadRequest(request)) ?? subject)
  return showAgain(cannotReleasePage(subject, code))
}

const alreadyAnswered = (subject: Asked): Reply => ({ kind: 'page', status: 409, page: answeredPage(subject) })

const isOpen = ({ asked }: Asked): boolean => asked.request.status === 'asked'

/** Somebody who answers for the provider without working there says why. */
const isStaff = (actor: WebRequest['actor'], { organisationId }: Asked): boolean => !actor.worksAt(organisationId)

const pathOf = ({ organisationId, asked }: Asked): string =>
  `/organisations/${organisationId}/npq-release-requests/${asked.request.id}`

const formOf = (subject: Asked): FormState =>
  freshForm(pathOf(subject), { back: `/organisations/${subject.organisationId}/npq-release-requests` })
