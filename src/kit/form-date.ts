import { z } from 'zod'
import { dateText, Temporal } from './dates.ts'
import type { DatePart } from './form.ts'

type Bound = { readonly day: Temporal.PlainDate; readonly message: string }
type Asked = {
  /** The whole message when all three parts are empty: "Enter the date …". */
  readonly missing: string
  /** How the other messages begin: "Start date" gives "Start date must be a real date". */
  readonly label: string
  readonly notBefore?: Bound
  readonly notAfter?: Bound
}
type Parts = Readonly<Record<DatePart, string>>
type Wrong = { readonly message: string; readonly parts: readonly DatePart[] }

const ALL: readonly DatePart[] = ['day', 'month', 'year']
const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/** A date of three fields. The month may be a number, a name or its beginning. One error: the first of missing, impossible, against a rule. */
export const date = (asked: Asked) =>
  z
    .custom<Parts>(() => true)
    .transform((input, context): Temporal.PlainDate => {
      const read = readDate(cleaned(input), asked)
      if (read instanceof Temporal.PlainDate) return read
      context.addIssue({ code: 'custom', message: read.message, params: { parts: read.parts } })
      return z.NEVER
    })

/** A month of two fields, read as its first day. Its messages are those of a date, of the two parts alone. */
export const month = (asked: Asked) =>
  z
    .custom<Parts>(() => true)
    .transform((input, context): Temporal.PlainDate => {
      const parts = cleaned(input)
      const isEmpty = parts.month === '' && parts.year === ''
      const read = readDate({ ...parts, day: isEmpty ? '' : '1' }, asked)
      if (read instanceof Temporal.PlainDate) return read
      const wrong = read.parts.filter((part) => part !== 'day')
      context.addIssue({ code: 'custom', message: read.message, params: { parts: wrong } })
      return z.NEVER
    })

/** What the three inputs show for a date that is already known. */
export const dateValues = (field: string, day: Temporal.PlainDate): Readonly<Record<string, string>> => ({
  [`${field}-day`]: String(day.day),
  [`${field}-month`]: String(day.month),
  [`${field}-year`]: String(day.year),
})

function readDate(parts: Parts, asked: Asked): Temporal.PlainDate | Wrong {
  return (
    missingParts(parts, asked) ?? shortYear(parts) ?? impossible(parts, asked) ?? againstRule(realDate(parts), asked)
  )
}

function missingParts(parts: Parts, { missing, label }: Asked): Wrong | null {
  const empty = ALL.filter((part) => parts[part] === '')
  if (empty.length === 0) return null
  if (empty.length === ALL.length) return { message: missing, parts: ALL }
  return { message: `${label} must include a ${empty.join(' and ')}`, parts: empty }
}

const shortYear = ({ year }: Parts): Wrong | null =>
  /^[0-9]{4}$/.test(year) ? null : { message: 'Year must include 4 numbers', parts: ['year'] }

function impossible(parts: Parts, { label }: Asked): Wrong | null {
  const message = `${label} must be a real date`
  const day = Number(parts.day)
  const month = monthNumber(parts.month)
  const wrong: DatePart[] = []
  if (!/^[0-9]{1,2}$/.test(parts.day) || day < 1 || day > 31) wrong.push('day')
  if (month === null) wrong.push('month')
  if (Number(parts.year) < 1) wrong.push('year')
  if (wrong.length > 0) return { message, parts: wrong }
  return realDate(parts).day === day ? null : { message, parts: ALL }
}

function againstRule(day: Temporal.PlainDate, { notBefore, notAfter }: Asked): Temporal.PlainDate | Wrong {
  const early = notBefore && Temporal.PlainDate.compare(day, notBefore.day) < 0
  if (early) return { message: notBefore.message, parts: ALL }
  const late = notAfter && Temporal.PlainDate.compare(day, notAfter.day) > 0
  return late ? { message: notAfter.message, parts: ALL } : day
}

/** "… must be the same as or after 1 September 2026", the usual message of a bound. */
export const sameOrAfter = (label: string, day: Temporal.PlainDate): Bound => ({
  day,
  message: `${label} must be the same as or after ${dateText(day)}`,
})

export const sameOrBefore = (label: string, day: Temporal.PlainDate): Bound => ({
  day,
  message: `${label} must be the same as or before ${dateText(day)}`,
})

/** The nearest real day: 31 February becomes the last of February, which tells the caller that it was not real. */
const realDate = ({ day, month, year }: Parts): Temporal.PlainDate =>
  Temporal.PlainDate.from(
    { year: Number(year), month: monthNumber(month) ?? 1, day: Number(day) },
    { overflow: 'constrain' },
  )

function monthNumber(typed: string): number | null {
  if (/^(0?[1-9]|1[0-2])$/.test(typed)) return Number(typed)
  const word = typed.toLowerCase().replace(/\.$/, '')
  const found =
    word.length < 3
      ? -1
      : MONTHS.findIndex((month) => month.startsWith(word) || (word === 'sept' && month === 'september'))
  return found < 0 ? null : found + 1
}

function cleaned(input: unknown): Parts {
  const given: Partial<Record<string, unknown>> = typeof input === 'object' && input !== null ? { ...input } : {}
  const part = (name: DatePart): string => String(given[name] ?? '').replace(/[\s\u200b-\u200f\u2060\ufeff]/g, '')
  return { day: part('day').replace(/^([0-9]{1,2})(st|nd|rd|th)$/i, '$1'), month: part('month'), year: part('year') }
}
