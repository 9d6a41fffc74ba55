import { z } from 'zod'
import { Temporal } from '#src/kit/dates.ts'
import { readQuery } from '../parameters.ts'
import { type ApiProblem, problemOfTable } from './api-errors.ts'
import { API_QUERY, ENTRIES, MOST_IDS } from './api-rules.ts'
import { failed, type Read } from './read-body.ts'

/** The parameters of an address by the endpoint's own schema, or everything that is wrong with them. */
export function readApiQuery<Query extends z.ZodObject>(schema: Query, search: string): Read<z.output<Query>> {
  const given = readQuery(search, API_QUERY)
  if (given === null) return failed([problemOfTable('bad-address')])
  const unknown = Object.keys(given).filter((name) => isOurs(name) && !Object.hasOwn(schema.shape, name))
  if (unknown.length > 0) return failed(unknown.map(unknownParameter))
  const parsed = schema.safeParse({ ...given })
  if (parsed.success) return { ok: true, value: parsed.data }
  return failed(
    parsed.error.issues.map(({ path, message }) =>
      problemOfTable('bad-parameter', { title: path.join('.'), detail: message }),
    ),
  )
}

/** A filter that is misspelt would otherwise answer everything. What is no parameter of ours is let be. */
const isOurs = (name: string): boolean => /^(filter|page)\[|^(filter|page|sort)$/.test(name)

const unknownParameter = (name: string): ApiProblem =>
  problemOfTable('unknown-parameter', { title: name, detail: `This endpoint has no parameter "${name}"` })

const count = (name: string) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, `${name} must be a whole number from 1`)
    .transform(Number)

/** Which page of a list, and of how many: more than the most are answered with the most. */
export const paging = {
  'page[page]': count('page[page]').optional().describe('Number of the page, from 1'),
  'page[per_page]': count('page[per_page]')
    .transform((asked) => Math.min(asked, ENTRIES.most))
    .optional()
    .describe(`Entries of a page: ${ENTRIES.usual} unless given, at most ${ENTRIES.most.toLocaleString('en-GB')}`),
}

export const entriesOf = (query: { readonly 'page[per_page]'?: number | undefined }): number =>
  query['page[per_page]'] ?? ENTRIES.usual

type PageAsked = { readonly 'page[page]'?: number | undefined; readonly 'page[per_page]'?: number | undefined }

/** Which entries make the page that is asked for. */
export function pageOf(query: PageAsked): { readonly limit: number; readonly offset: number } {
  const limit = entriesOf(query)
  return { limit, offset: ((query['page[page]'] ?? 1) - 1) * limit }
}

/** An ISO 8601 moment, or a day. A "+" of an offset that became a space on the way is read as it was meant. */
export const momentParameter = (name: string) =>
  z
    .string()
    .transform((text, context): Temporal.Instant => {
      const moment = instantNamed(text.trim().replace(/ (?=\d\d:?\d\d$)/, '+'))
      if (moment !== null) return moment
      context.addIssue({
        code: 'custom',
        message: `${name} must be a date and time of ISO 8601 with its offset, such as 2026-10-01T09:00:00Z`,
      })
      return z.NEVER
    })
    .optional()

function instantNamed(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  } catch {
    return null
  }
}

/** A list of ids with commas between. */
export const idsParameter = (name: string) =>
  z
    .string()
    .transform((text) => [...new Set(text.split(',').map((id) => id.trim().toLowerCase()))])
    .pipe(
      z
        .array(z.uuid(`${name} must be ids with commas between them`))
        .max(MOST_IDS, `${name} must have ${MOST_IDS} ids or fewer`),
    )
    .optional()

/** One of a few words, in the order that the documentation lists them. */
export const wordParameter = <const Word extends string>(name: string, words: readonly [Word, ...Word[]]) =>
  z.enum(words, `${name} must be one of: ${words.join(', ')}`).optional()
