import { momentText, Temporal } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { TextField } from '#src/ui/fields.tsx'
import { Form, type FormState, freshForm } from '#src/ui/form.tsx'
import { Button } from '#src/ui/govuk.ts'
import { page } from '#src/ui/layout.tsx'
import { ChangeRequestId } from './change-request.ts'
import type { Changing } from './changing-queries.ts'
import { reasonSteps } from './reason-step.tsx'
import { type ToldRequest, toldRequest } from './standing.tsx'
import { takeBackRequest } from './take-back-request.ts'

const Reason = reasonSteps.reason.schema

/** Asks once more before a request is taken back; says what became of it when there is nothing left to take back. */
export async function showTakeBack({ db }: WebRequest, changing: Changing): Promise<Reply> {
  const told = await toldRequest(db, changing.view.registration.id)
  if (!told) return redirectTo(changing.at.start)
  return show(
    told.request.status === 'asked' ? takeBackPage(changing, told, formOf(changing)) : answeredPage(changing, told),
  )
}

/** Takes it back, or says what the provider has answered meanwhile. Staff say why. */
export async function takeBack(request: WebRequest, changing: Changing): Promise<Reply> {
  const told = await toldRequest(request.db, changing.view.registration.id)
  if (!told) return redirectTo(changing.at.start)
  const parsed = changing.isOwn ? null : parseForm(Reason, request.form)
  if (parsed && !parsed.ok) {
    return showAgain(
      takeBackPage(changing, told, { ...formOf(changing), values: parsed.values, errors: parsed.errors }),
    )
  }
  const process = parsed ? request.withReason(parsed.values.reason) : request
  const done = await process.execute(takeBackRequest, { requestId: ChangeRequestId.parse(told.request.id) })
  if (done.ok) return redirectTo(changing.at.registration)
  if (done.refusal.code !== 'already-answered') return notFound
  const now = (await toldRequest(request.db, changing.view.registration.id)) ?? told
  return { kind: 'page', status: 409, page: answeredPage(changing, now) }
}

const formOf = ({ at }: Changing): FormState => freshForm(`${at.start}/take-back`)

const takeBackPage = (changing: Changing, { provider, wish }: ToldRequest, form: FormState): Page =>
  page(
    { title: 'Take the request back', back: changing.at.start, errors: form.errors },
    <>
      <h1 class="govuk-heading-l">Take the request back</h1>
      <p class="govuk-body">
        You asked {provider} to let you go, because you want {wish}. If you take that back, you stay registered for{' '}
        {changing.view.course.name} with {changing.view.provider.name}. We tell {provider}. You can ask again later.
      </p>
      <Form state={form}>
        {changing.isOwn ? null : <TextField name="reason" label="Reason" hint="It is kept with the change" />}
        <Button text="Take the request back" preventDoubleClick />
      </Form>
    </>,
  )

const ANSWERS = {
  asked: 'has not answered yet',
  released: 'has let you go',
  refused: 'did not let you go',
  'taken-back': 'does not need to answer: the request was taken back',
} as const

const answeredPage = ({ at }: Changing, { request, provider, wish }: ToldRequest): Page =>
  page(
    { title: 'The request has been answered' },
    <>
      <h1 class="govuk-heading-l">The request has been answered</h1>
      <p class="govuk-body">
        You wanted {wish}. {provider} {ANSWERS[request.status]}
        {request.answeredAt instanceof Temporal.Instant ? `, at ${momentText(request.answeredAt)}` : ''}. It cannot be
        taken back any more.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={at.registration}>
          See how your registration stands now
        </a>
      </p>
    </>,
  )
