import type { z } from 'zod'
import { type ApiProblem, problemOfTable } from './api-errors.ts'

/** The body of a change: `{"data": {"type": …, "attributes": …}}`, as the public contract has it. */
export type BodyShape<Attributes extends z.ZodObject = z.ZodObject> = {
  readonly type: string
  readonly attributes: Attributes
  /** Whether the call may come without a body, as one that asks for nothing special. */
  readonly optional: boolean
}

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly [ApiProblem, ...ApiProblem[]] }

/** What arrived: its media type and its text, or null when nothing did. */
export type RawBody = { readonly mediaType: string; readonly text: string } | null

/** The attributes of a body, or everything that is wrong with it: with its form 400, with its attributes 422. */
export function readBody<Attributes extends z.ZodObject>(
  shape: BodyShape<Attributes>,
  raw: RawBody,
): Read<z.output<Attributes>> {
  const given = raw === null && shape.optional ? { ok: true as const, value: {} } : attributesOf(shape, raw)
  if (!given.ok) return given
  const parsed = shape.attributes.safeParse(given.value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const problems = parsed.error.issues.map(({ path, message }) =>
    problemOfTable('bad-attribute', { title: path.join('.') || 'attributes', detail: message }),
  )
  return failed(problems)
}

const JSON_TYPES = /^application\/(json|vnd\.api\+json)\s*(;|$)/i

function attributesOf({ type }: BodyShape, raw: RawBody): Read<object> {
  if (raw === null) return failed([problemOfTable('bad-body', { detail: 'A body is missing' })])
  if (!JSON_TYPES.test(raw.mediaType)) return failed([problemOfTable('wrong-media-type')])
  const parsed = parseJson(raw.text)
  if (!parsed.ok) return parsed
  const data = memberOf(parsed.value, 'data')
  const attributes = memberOf(data, 'attributes')
  if (!isObject(attributes)) return failed([problemOfTable('bad-body')])
  const named = memberOf(data, 'type')
  // Old clients leave the type out; a wrong one is a call that was meant for another endpoint.
  if (named !== undefined && named !== type) {
    return failed([problemOfTable('bad-body', { title: 'type', detail: `The type of this body is "${type}"` })])
  }
  return { ok: true, value: attributes }
}

function parseJson(text: string): Read<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return failed([problemOfTable('not-json')])
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own member only: a key such as `__proto__` is a key like any other. */
const memberOf = (value: unknown, name: string): unknown =>
  isObject(value) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined

export function failed(problems: readonly ApiProblem[]): Read<never> {
  const [first = problemOfTable('bad-body'), ...others] = problems
  return { ok: false, problems: [first, ...others] }
}
