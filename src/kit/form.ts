import type { z } from 'zod'

/** What a browser sends: strings as they were typed. A date of three fields arrives as `name-day`, `name-month`, `name-year`. */
export type RawValues = Readonly<Record<string, string | readonly string[]>>

export type DatePart = 'day' | 'month' | 'year'

/** `field` is the name, the id and the address of the input; for a date, `parts` are the inputs that are wrong. */
export type FieldError = { readonly field: string; readonly message: string; readonly parts?: readonly DatePart[] }

export type Parsed<Values> =
  | { readonly ok: true; readonly values: Values; readonly raw: RawValues }
  | { readonly ok: false; readonly values: RawValues; readonly errors: readonly FieldError[] }

const DATE_PARTS: readonly DatePart[] = ['day', 'month', 'year']

/** Reads a posted form. Errors come one a field, in the order of the schema's keys; what was typed is kept as it was. */
export function parseForm<Schema extends z.ZodObject>(schema: Schema, body: RawValues): Parsed<z.output<Schema>> {
  const fields = Object.keys(schema.shape)
  const raw = typed(fields, body)
  const result = schema.safeParse(Object.fromEntries(fields.map((field) => [field, inputOf(field, body)])))
  if (result.success) return { ok: true, values: result.data, raw }
  const errors = fields.flatMap((field) => {
    const issue = result.error.issues.find((candidate) => candidate.path[0] === field)
    return issue ? [errorOf(field, issue)] : []
  })
  return { ok: false, values: raw, errors }
}

/** The id of the input that an error's link leads to: for a date, the first part that is wrong. */
export const targetOf = ({ field, parts }: FieldError): string => (parts?.[0] ? `${field}-${parts[0]}` : field)

/** The first value of a field, for an input to show again. */
export function firstValue(values: RawValues, field: string): string {
  const value = values[field]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

export function allValues(values: RawValues, field: string): readonly string[] {
  const value = values[field]
  return typeof value === 'string' ? [value] : (value ?? [])
}

const typed = (fields: readonly string[], body: RawValues): RawValues =>
  Object.fromEntries(
    fields
      .flatMap((field) => [field, ...DATE_PARTS.map((part) => `${field}-${part}`)])
      .flatMap((name) => (Object.hasOwn(body, name) ? [[name, body[name] ?? '']] : [])),
  )

function inputOf(field: string, body: RawValues): unknown {
  const parts = DATE_PARTS.filter((part) => Object.hasOwn(body, `${field}-${part}`))
  if (parts.length === 0) return Object.hasOwn(body, field) ? body[field] : undefined
  return Object.fromEntries(DATE_PARTS.map((part) => [part, firstValue(body, `${field}-${part}`)]))
}

function errorOf(field: string, issue: z.core.$ZodIssue): FieldError {
  const parts = issue.code === 'custom' ? issue.params?.['parts'] : undefined
  return Array.isArray(parts) ? { field, message: issue.message, parts } : { field, message: issue.message }
}
