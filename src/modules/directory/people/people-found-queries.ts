import { type RawBuilder, sql } from 'kysely'

/**
 * The set of people (`person_id`) with names in which each of the words begins a word. Null for a text without words.
 * A set to be placed in a query of the borrower (docs/adr/0012).
 */
export function peopleNamedSet(text: string): RawBuilder<unknown> | null {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu)
  if (words === null) return null
  const sought = words.map((word) => `'${word}':*`).join(' & ')
  return sql`(select id as person_id from directory.people where search_words @@ ${sought}::tsquery)`
}

/** As above, those who have a teacher reference number: one at most. */
export const peopleWithTrnSet = (trn: string): RawBuilder<unknown> =>
  sql`(select id as person_id from directory.people where trn = ${trn})`
