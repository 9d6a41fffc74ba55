import { z } from 'zod'
import { dateText, londonDate, momentText } from '#src/kit/dates.ts'
import { type FieldError, firstValue, parseForm } from '#src/kit/form.ts'
import { date, dateValues, sameOrAfter } from '#src/kit/form-date.ts'
import { longText } from '#src/kit/form-fields.ts'
import {
  notFound,
  type Page,
  type Reply,
  redirectTo,
  show,
  showAgain,
  type WebRequest,
} from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { usualDue } from '../../requests/asking.tsx'
import { type RequestPlace, requestOfAddress } from '../../requests/request-place.ts'
import { reopenRequest, settleRequest } from '../../requests/settle-request.ts'
import { staffPathOf } from './request.tsx'

type Ending = 'settling' | 'cancelling'

const isClosed = ({ request }: RequestPlace): boolean => request.status === 'settled' || request.status === 'cancelled'
const seenIn = ({ form }: WebRequest): number => Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? -1)

const formOf = (place: RequestPlace, step: string, given: Partial<FormState> = {}): FormState =>
  freshForm(`${staffPathOf(place)}/${step}`, {
    back: staffPathOf(place),
    hidden: { seen: String(place.request.revision) },
    ...given,
  })

/** Asks once more, and why, before a request is closed. */
export const showEnding =
  (ending: Ending) =>
  (_request: WebRequest, place: RequestPlace): Reply =>
    isClosed(place) ? redirectTo(staffPathOf(place)) : show(endingPage(place, ending, formOf(place, ending)))

const Why = z.object({ reason: longText({ missing: 'Enter why', label: 'Reason', max: 1_000 }) })

/** Settles the request, or says that it is not needed any more. */
export const sendEnding =
  (ending: Ending) =>
  async (request: WebRequest, place: RequestPlace): Promise<Reply> => {
    const again = (now: RequestPlace, errors: readonly FieldError[]) =>
      showAgain(endingPage(now, ending, formOf(now, ending, { values: request.form, errors })))
    const parsed = parseForm(Why, request.form)
    if (!parsed.ok) return again(place, parsed.errors)
    const how = ending === 'settling' ? 'settled' : 'cancelled'
    const input = { requestId: place.request.id, seen: seenIn(request), how } as const
    const done = await request.withReason(parsed.values.reason).execute(settleRequest, input)
    if (done.ok) return redirectTo(`${staffPathOf(place)}?done=${how}`)
    return done.refusal.code === 'changed-since' ? changed(request, 'reason', again) : redirectTo(staffPathOf(place))
  }

/** The page once more, with what somebody did meanwhile and all that was typed. */
async function changed(
  request: WebRequest,
  field: string,
  again: (place: RequestPlace, errors: readonly FieldError[]) => Reply,
): Promise<Reply> {
  const now = await requestOfAddress(request)
  if (now === null) return notFound
  const [newest] = await request.history({ kind: 'claim', id: now.claim.id })
  const who = newest ? `${newest.by}, ${momentText(newest.at)}: ${newest.sentence}. ` : ''
  return again(now, [
    { field, message: `This has changed since you opened the page. ${who}Look at it again, then decide` },
  ])
}

const endingPage = (place: RequestPlace, ending: Ending, form: FormState): Page =>
  formPage(
    form,
    {
      ...(ending === 'settling'
        ? { title: 'Settle this request', submit: 'Settle it' }
        : { title: 'This request is not needed any more', submit: 'Close it' }),
      ...{ caption: `Claim ${place.claim.reference}`, headed: 'by-page', before: <Before place={place} /> },
    },
    <LongTextField
      name="reason"
      label="Why?"
      hint="They can read it, and it is kept in the history"
      rows={3}
      max={1_000}
    />,
  )

const Before = ({ place: { request, askedName } }: { readonly place: RequestPlace }): Html => (
  <p class="govuk-body">
    {request.answer === null ? `${askedName} has not answered. ` : `${askedName} has answered. `}
    {`Nothing can be answered or uploaded after this. To ask more, ask another question.`}
  </p>
)

/** Asks again, or gives more time, until a day. */
export async function showAgainPage(request: WebRequest, place: RequestPlace): Promise<Reply> {
  if (isClosed(place)) return redirectTo(staffPathOf(place))
  const { extension } = place.request
  const values = extension === null ? await usualDue(request) : dateValues('dueOn', extension.until)
  return show(askAgainPage(place, formOf(place, 'again', { values })))
}

/** Opens the request again, or moves its day. */
export async function sendAgain(request: WebRequest, place: RequestPlace): Promise<Reply> {
  const again = (now: RequestPlace, errors: readonly FieldError[]) =>
    showAgain(askAgainPage(now, formOf(now, 'again', { values: request.form, errors })))
  const parsed = parseForm(againSchema(request), request.form)
  if (!parsed.ok) return again(place, parsed.errors)
  const input = { requestId: place.request.id, seen: seenIn(request), dueOn: parsed.values.dueOn }
  const done = await request.withReason(parsed.values.reason).execute(reopenRequest, input)
  if (done.ok) return redirectTo(`${staffPathOf(place)}?done=again`)
  return done.refusal.code === 'changed-since' ? changed(request, 'dueOn', again) : redirectTo(staffPathOf(place))
}

const againSchema = ({ now }: WebRequest) =>
  z.object({
    dueOn: date({
      missing: 'Enter until when they have to answer',
      label: 'The day',
      notBefore: sameOrAfter('The day', londonDate(now)),
    }),
    reason: longText({ missing: 'Enter what they should know', label: 'Reason', max: 1_000 }),
  })

const askAgainPage = (place: RequestPlace, form: FormState): Page => {
  const { request } = place
  const isOpen = request.status === 'open'
  const stands = `The day that stands is ${dateText(request.dueOn)}.`
  const wish =
    request.extension === null
      ? ''
      : ` They ask for time until ${dateText(request.extension.until)}: ${request.extension.because}`
  return formPage(
    form,
    {
      ...{
        title: isOpen ? 'Give more time' : 'Ask again',
        caption: `Claim ${place.claim.reference}`,
        headed: 'by-page',
      },
      submit: isOpen ? 'Set the day' : 'Ask again',
      before: (
        <p class="govuk-body">
          {isOpen ? `${stands}${wish}` : 'They find their answer on the page and can add to it.'}
        </p>
      ),
    },
    <>
      <DateField
        name="dueOn"
        legend="Answer by"
        hint={request.extension === null ? 'For example, 27 1 2027' : 'To give no more time, enter the day that stands'}
      />
      <LongTextField
        name="reason"
        label={isOpen ? 'Why?' : 'What is missing?'}
        hint="They get it by email, so leave out names of mentors"
        rows={3}
        max={1_000}
      />
    </>,
  )
}
