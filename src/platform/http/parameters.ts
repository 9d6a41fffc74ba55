import { QUERY_LIMITS } from './http-rules.ts'

const SHAPES = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  urn: /^[0-9]{5,6}$/,
  // Links come back from mail programs with line ends in them; whoever reads a token takes out what is not one.
  token: /^[\x20-\x7e\r\n]{1,300}$/,
  word: /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
}

/**
 * The parameters of a path, or null when one cannot name anything of ours, which is answered as "not found".
 * The name tells the shape: `id`, `…Id` and `draft` are UUIDs, `urn` and `token` themselves, anything else a word.
 */
export function readParameters(given: unknown): Readonly<Record<string, string>> | null {
  const parameters: Record<string, string> = {}
  for (const [name, value] of Object.entries(given ?? {})) {
    if (typeof value !== 'string' || !shapeOf(name).test(value)) return null
    parameters[name] = value
  }
  return parameters
}

function shapeOf(name: string): RegExp {
  if (name === 'id' || name.endsWith('Id') || name === 'draft') return SHAPES.uuid
  if (name === 'urn') return SHAPES.urn
  return name === 'token' ? SHAPES.token : SHAPES.word
}

type QueryLimits = { readonly fields: number; readonly nameLength: number; readonly valueLength: number }

/** The query of an address, or null when it repeats a name, is too large or holds control characters. */
export function readQuery(search: string, limits: QueryLimits = QUERY_LIMITS): Readonly<Record<string, string>> | null {
  const query = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(search)) {
    const refused =
      query.has(name) ||
      query.size >= limits.fields ||
      name.length > limits.nameLength ||
      value.length > limits.valueLength ||
      value.includes('\0')
    if (refused) return null
    query.set(name, value)
  }
  return recordOf(query)
}

/** No prototype: a field called `__proto__` is a field like any other, and nothing is inherited. */
export const recordOf = <Value>(entries: Iterable<readonly [string, Value]>): Readonly<Record<string, Value>> => {
  const record: Record<string, Value> = Object.create(null)
  for (const [name, value] of entries) record[name] = value
  return record
}
