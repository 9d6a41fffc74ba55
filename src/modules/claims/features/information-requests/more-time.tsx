import { z } from 'zod'
import { dateText } from '#src/kit/dates.ts'
import { type FieldError, firstValue, parseForm } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
import { longText } from '#src/kit/form-fields.ts'
import { type Page, type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { DateField } from '#src/ui/date-field.tsx'
import { LongTextField } from '#src/ui/fields.tsx'
import { type FormState, freshForm } from '#src/ui/form.tsx'
import { formPage } from '#src/ui/form-page.tsx'
import { askForMoreTime } from '../../requests/ask-for-more-time.ts'
import type { RequestPlace } from '../../requests/request-place.ts'
import { pathOf } from './answer.ts'

const canAsk = ({ request }: RequestPlace): boolean => request.status === 'open' && request.extension === null

export const showMoreTime = (_request: WebRequest, place: RequestPlace): Reply =>
  canAsk(place) ? show(moreTimePage(place, formOf(place))) : redirectTo(pathOf(place))

const formOf = (place: RequestPlace): FormState =>
  freshForm(`${pathOf(place)}/more-time`, { back: pathOf(place), hidden: { seen: String(place.request.revision) } })

/** Asks for more time. What a colleague or DfE did meanwhile is shown on the page of the question. */
export async function sendMoreTime(request: WebRequest, place: RequestPlace): Promise<Reply> {
  const again = (errors: readonly FieldError[]) =>
    showAgain(moreTimePage(place, { ...formOf(place), values: request.form, errors }))
  const parsed = parseForm(schemaOf(place), request.form)
  if (!parsed.ok) return again(parsed.errors)
  const seen = Number(/^[0-9]{1,9}$/.exec(firstValue(request.form, 'seen'))?.[0] ?? -1)
  const { until, because } = parsed.values
  const done = await request.execute(askForMoreTime, { requestId: place.request.id, seen, until, because })
  if (done.ok || done.refusal.code !== 'changed-since') return redirectTo(pathOf(place))
  const message = 'The question has changed since you opened this page. Look at the day again, then ask'
  return again([{ field: 'until', message }])
}

const schemaOf = ({ request }: RequestPlace) =>
  z.object({
    until: date({
      missing: 'Enter until when you need to answer',
      label: 'The day',
      notBefore: { day: request.dueOn.add({ days: 1 }), message: `The day must be after ${dateText(request.dueOn)}` },
    }),
    because: longText({ missing: 'Enter why you need more time', label: 'Reason', max: 1_000 }),
  })

const moreTimePage = ({ request, claim }: RequestPlace, form: FormState): Page =>
  formPage(
    form,
    {
      ...{
        title: 'Ask for more time',
        caption: `Claim ${claim.reference}`,
        headed: 'by-page',
        submit: 'Ask for more time',
      },
      before: (
        <p class="govuk-body">
          You are to answer by {dateText(request.dueOn)}. That day stands until DfE says otherwise. You are told by
          email.
        </p>
      ),
    },
    <>
      <DateField name="until" legend="Until when do you need?" hint="For example, 27 1 2027" />
      <LongTextField
        name="because"
        label="Why?"
        hint="Such as who has to be asked, and when they are back"
        rows={3}
        max={1_000}
      />
    </>,
  )
