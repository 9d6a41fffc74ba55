import { FORM_LIMITS } from './http-rules.ts'
import { recordOf } from './parameters.ts'
import { FORM_FIELDS, type FormBody } from './route.ts'

/** A form that is larger or odder than any of ours. */
export class UnreadableForm extends Error {
  readonly statusCode = 400
}

/** Collects fields; a name that comes again makes a list, as ticked boxes do. */
export function collectFields(fields: Iterable<readonly [string, string]>): FormBody {
  const form = new Map<string, string | readonly string[]>()
  let count = 0
  for (const [name, value] of fields) {
    count += 1
    if (count > FORM_LIMITS.fields || name.length > FORM_LIMITS.nameLength || name.includes('\0')) {
      throw new UnreadableForm('too many fields, or a name too long')
    }
    form.set(name, joined(form.get(name), value.replaceAll('\0', '')))
  }
  return recordOf(form)
}

const joined = (earlier: string | readonly string[] | undefined, value: string) => {
  if (earlier === undefined) return value
  return typeof earlier === 'string' ? [earlier, value] : [...earlier, value]
}

/** A field that a form of ours carries exactly once. */
export const single = (form: FormBody, name: string): string => {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}

/** What the visitor filled in: the form without our own hidden fields. */
export const answersOf = (form: FormBody): FormBody =>
  recordOf(Object.entries(form).filter(([name]) => name !== FORM_FIELDS.csrf && name !== FORM_FIELDS.idempotencyKey))

export const isFormBody = (body: unknown): body is FormBody =>
  typeof body === 'object' && body !== null && !Array.isArray(body)
