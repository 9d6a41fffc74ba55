import { type RawBuilder, sql } from 'kysely'

/**
 * The set of people (`person_id`) with names in which each of the words begins a word, with or without accents. Null for a text
 * without words. A set to be placed in a query of the borrower (docs/adr/0012).
 */
export function peopleNamedSet(text: string): RawBuilder<unknown> | null {
  const words = text.match(/[\p{L}\p{N}\p{M}]+/gu)
  if (words === null) return null
  // What is typed is folded by the database, as the names are. All of it is known before the plan is made.
  return sql`(select id as person_id from directory.people where name_words @@ directory.name_query(${words.join(' ')}))`
}

/** As above, those who have a teacher reference number: one at most. */
export const peopleWithTrnSet = (trn: string): RawBuilder<unknown> =>
  sql`(select id as person_id from directory.people where trn = ${trn})`
