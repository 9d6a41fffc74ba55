import { z } from 'zod'
import { londonDate, startOfDay, Temporal } from '#src/kit/dates.ts'
import type { FieldError, RawValues } from '#src/kit/form.ts'
import { parseForm } from '#src/kit/form.ts'
import { date, dateValues } from '#src/kit/form-date.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import type { ReportAsked } from '../../duplicates/duplicate-pairs-queries.ts'
import { SAME_BY, WITHIN } from '../../duplicates/duplicate-rules.ts'

export type Chosen = {
  readonly asked: ReportAsked
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  /** The form as it is shown again, and what is wrong with it. */
  readonly values: RawValues
  readonly errors: readonly FieldError[]
  /** The period as part of an address. */
  readonly query: Readonly<Record<string, string>>
}

const Period = z.object({
  from: date({ missing: 'Enter the first day', label: 'First day' }),
  to: date({ missing: 'Enter the last day', label: 'Last day' }),
})

/** What the report is asked for. Without dates: the last two whole months, the length that the study looked at. */
export function chosenIn({ query, now }: Pick<WebRequest, 'query' | 'now'>): Chosen {
  const sameBy = SAME_BY.find((one) => one === query['same']) ?? 'person'
  const within = WITHIN.find((one) => one === query['within']) ?? 'period'
  const usual = lastTwoMonths(londonDate(now))
  const isAsked = Object.keys(query).some((name) => name.startsWith('from-') || name.startsWith('to-'))
  const parsed = parseForm(Period, isAsked ? query : valuesOf(usual))
  const read = parsed.ok ? parsed.values : usual
  const isBackwards = Temporal.PlainDate.compare(read.from, read.to) > 0
  const backwards = isBackwards ? [BACKWARDS] : []
  const { from, to } = isBackwards ? usual : read
  return {
    asked: { from: startOfDay(from), to: startOfDay(to.add({ days: 1 })), sameBy, within },
    ...{ first: from, last: to },
    values: { ...(isAsked ? query : valuesOf(usual)), same: sameBy, within },
    errors: parsed.ok ? backwards : parsed.errors,
    query: { ...valuesOf({ from, to }), same: sameBy, within },
  }
}

const BACKWARDS: FieldError = {
  field: 'to',
  message: 'Last day must be the same as or after the first day',
  parts: ['day', 'month', 'year'],
}

type Days = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

const valuesOf = ({ from, to }: Days): Readonly<Record<string, string>> => ({
  ...dateValues('from', from),
  ...dateValues('to', to),
})

const lastTwoMonths = (today: Temporal.PlainDate): Days => {
  const thisMonth = today.with({ day: 1 })
  return { from: thisMonth.subtract({ months: 2 }), to: thisMonth.subtract({ days: 1 }) }
}
