import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import { firstValue, parseForm } from '#src/kit/form.ts'
import { countText } from '#src/ui/count-text.ts'
import { MOST_PER_MINUTE } from '../../invitations/invitation-rules.ts'

const LONDON = 'Europe/London'
const Whole = /^\d{1,6}$/

const Details = z.object({
  name: z
    .string('Enter a name for the invitation')
    .trim()
    .min(1, 'Enter a name for the invitation')
    .max(100, 'The name must be 100 characters or fewer'),
  starts: z.enum(['now', 'later'], 'Select when it starts'),
  perMinute: z
    .string()
    .transform((typed) => typed.replaceAll(/[\s,]/g, ''))
    .refine((typed) => Whole.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_PER_MINUTE, {
      message: `Enter how many schools a minute, from 1 to ${countText(MOST_PER_MINUTE)}`,
    })
    .transform(Number),
})

export type PlanDetails = {
  readonly name: string
  readonly startsAt: Temporal.Instant | null
  readonly perMinute: number
}

export type PlanForm =
  | { readonly ok: true; readonly details: PlanDetails }
  | { readonly ok: false; readonly values: RawValues; readonly errors: readonly FieldError[] }

const DAY_FIELD = 'day'
/** An error of the date as a whole: its link leads to the first of the three fields. */
export const WHOLE_DAY = { field: DAY_FIELD, parts: ['day', 'month', 'year'] } as const
const PARTS = ['day-day', 'day-month', 'day-year', 'time'] as const

/** What staff typed about a batch. A start in the future is a London day and time. */
export function readPlan(form: RawValues, now: Temporal.Instant): PlanForm {
  const parsed = parseForm(Details, form)
  const starts = firstValue(form, 'starts')
  const later = starts === 'later' ? readMoment(form, now) : { startsAt: null, errors: [] }
  const errors = [...(parsed.ok ? [] : parsed.errors), ...later.errors]
  if (!parsed.ok || errors.length > 0) return { ok: false, values: typed(form), errors }
  const { name, perMinute } = parsed.values
  return { ok: true, details: { name, perMinute, startsAt: later.startsAt } }
}

const typed = (form: RawValues): RawValues =>
  Object.fromEntries(['name', 'starts', 'perMinute', ...PARTS].map((field) => [field, firstValue(form, field)]))

type Moment = { readonly startsAt: Temporal.Instant | null; readonly errors: readonly FieldError[] }

const wrong = (error: FieldError): Moment => ({ startsAt: null, errors: [error] })

function readMoment(form: RawValues, now: Temporal.Instant): Moment {
  const date = dateIn(form)
  if (!date) return wrong({ ...WHOLE_DAY, message: 'Enter the day on which it starts, such as 27 9 2026' })
  const time = timeIn(firstValue(form, 'time'))
  if (!time) return wrong({ field: 'time', message: 'Enter the time at which it starts, such as 8am or 14:30' })
  const startsAt = date.toZonedDateTime({ timeZone: LONDON, plainTime: time }).toInstant()
  if (Temporal.Instant.compare(startsAt, now) <= 0)
    return wrong({ ...WHOLE_DAY, message: 'The start must be in the future' })
  return { startsAt, errors: [] }
}

const DATE_SHAPE = /^(\d{1,2})-(\d{1,2})-(\d{4})$/

/** Null for a day that the calendar does not have. */
function dateIn(form: RawValues): Temporal.PlainDate | null {
  const [day, month, year] = ['day', 'month', 'year'].map((part) => firstValue(form, `${DAY_FIELD}-${part}`).trim())
  const shape = DATE_SHAPE.exec(`${day}-${month}-${year}`)
  if (!shape) return null
  const given = { day: Number(shape[1]), month: Number(shape[2]), year: Number(shape[3]) }
  if (given.day < 1 || given.month < 1) return null
  const date = Temporal.PlainDate.from(given)
  return date.day === given.day && date.month === given.month ? date : null
}

/** "8am", "8:30 pm", "14:30", "midday". */
export function timeIn(text: string): Temporal.PlainTime | null {
  const plain = text.toLowerCase().replaceAll(/[\s.]/g, '')
  if (plain === 'midday') return Temporal.PlainTime.from('12:00')
  const [, hours = '', minutes = '00', half] = /^(\d{1,2})(?::?(\d{2}))?(am|pm)?$/.exec(plain) ?? []
  const hour = Number(hours)
  if (hours === '' || Number(minutes) > 59 || hour > (half ? 12 : 23) || (half && hour === 0)) return null
  return Temporal.PlainTime.from({
    hour: half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour,
    minute: Number(minutes),
  })
}
