import { z } from 'zod'
import { dateText, type Temporal } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { date } from '#src/kit/form-date.ts'
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
import type { AuditPlace } from '../../audits/audit-place.ts'
import { askForExtension } from '../../audits/extend-audit.ts'
import { AuditId } from '../../audits/sample.ts'
import { figuresOn } from '../../years/figures-queries.ts'
import { auditPath } from './audits.ts'

/** Asks until when and why, once. */
export async function showMoreTime(request: WebRequest, place: AuditPlace): Promise<Reply> {
  if (place.audit.extension !== null || place.audit.closedAt !== null) return redirectTo(auditPath(place))
  return show(moreTimePage(place, await latestDay(request, place), formOf(place)))
}

/** Asks DfE for more time. */
export async function sendMoreTime(request: WebRequest, place: AuditPlace): Promise<Reply> {
  const latest = await latestDay(request, place)
  const again = (errors: readonly FieldError[]) =>
    showAgain(moreTimePage(place, latest, { ...formOf(place), values: request.form, errors }))
  const parsed = parseForm(Asked, request.form)
  if (!parsed.ok) return again(parsed.errors)
  const input = { auditId: AuditId.parse(place.audit.id), ...parsed.values }
  const done = await request.execute(askForExtension, input)
  if (done.ok) return redirectTo(`${auditPath(place)}?done=more-time`)
  const { code } = done.refusal
  if (code === 'asked-already' || code === 'closed') return redirectTo(auditPath(place))
  if (code === 'not-later')
    return again([untilFault(`Day must be after ${dateText(place.audit.dueOn)}, when it is due now`)])
  return code === 'too-long' ? again([untilFault(`Day must be the same as or before ${dateText(latest)}`)]) : notFound
}

const untilFault = (message: string): FieldError => ({ field: 'until', message, parts: ['day', 'month', 'year'] })

const Asked = z.object({
  until: date({ missing: 'Enter the day until which you need time', label: 'Day' }),
  because: longText({ missing: 'Enter why you need more time', label: 'Reason', max: 1_000 }),
})

async function latestDay({ db, now }: WebRequest, { audit }: AuditPlace): Promise<Temporal.PlainDate> {
  return audit.dueOn.add({ days: (await figuresOn(db, now))['audit-extension-at-most'] })
}

const formOf = (place: AuditPlace): FormState => freshForm(`${auditPath(place)}/more-time`, { back: auditPath(place) })

const moreTimePage = (place: AuditPlace, latest: Temporal.PlainDate, form: FormState): Page =>
  formPage(
    form,
    { title: 'Ask for more time', caption: place.providerName, headed: 'by-page', submit: 'Ask for more time' },
    <>
      <p class="govuk-body">
        Your answers are due by {dateText(place.audit.dueOn)}. You can ask once, for a day until {dateText(latest)}. The
        day of now counts until we answer.
      </p>
      <DateField name="until" legend="Until which day?" hint={`For example, ${hintOf(latest)}`} />
      <LongTextField name="because" label="Why do you need more time?" rows={3} />
    </>,
  )

const hintOf = (day: Temporal.PlainDate): string => `${day.day} ${day.month} ${day.year}`
