import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { NpqChildcareProviders } from '#db/schema.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { ChildcareProvider } from './childcare-provider.ts'
import { ofstedUrn, searchedWords, urnsMeant } from './childcare-search-rules.ts'

/** Most results that are shown: more words find a nursery sooner than more pages. */
export const CHILDCARE_RESULTS = 25

/**
 * The childcare of an Ofsted URN, however it was typed: with spaces, and with or without its letters. Null when the register
 * knows none. Of two that differ only in their letters, the one that was typed.
 */
export async function childcareProvider(reader: Reader, urn: string): Promise<ChildcareProvider | null> {
  const typed = ofstedUrn(urn)
  if (typed === null) return null
  const rows = await byUrn(reader, typed)
  return rows[0] ? providerFrom(rows[0]) : null
}

/** Childcare found by Ofsted URN, name, town or postcode, the open first. Every word must be there; the last may be unfinished. */
export async function searchChildcare(reader: Reader, text: string): Promise<readonly ChildcareProvider[]> {
  const urn = ofstedUrn(text)
  if (urn !== null) return (await byUrn(reader, urn)).map(providerFrom)
  const words = searchedWords(text)
  if (words.length === 0) return []
  const rows = await reader
    .selectFrom('npq.childcare_providers')
    .selectAll()
    .where(sql<boolean>`search_words @@ ${everyWord(words)}::tsquery`)
    .orderBy(sql`status = 'closed'`)
    .orderBy('search_text')
    .orderBy('urn')
    .limit(CHILDCARE_RESULTS)
    .execute()
  return rows.map(providerFrom)
}

const byUrn = async (reader: Reader, urn: string) =>
  reader
    .selectFrom('npq.childcare_providers')
    .selectAll()
    .where('urn', 'in', [...urnsMeant(urn)])
    .orderBy(sql`urn <> ${urn}`)
    .orderBy(sql`status = 'closed'`)
    .execute()

const everyWord = (words: readonly string[]): string =>
  words.map((word, place) => `'${word}'${place === words.length - 1 ? ':*' : ''}`).join(' & ')

function providerFrom(row: Selectable<NpqChildcareProviders>): ChildcareProvider {
  return {
    urn: row.urn,
    name: row.name,
    isOpen: row.status === 'open',
    addressLines: [row.street, row.town, row.postcode].filter((line) => line !== null),
    postcode: row.postcode,
    localAuthority: row.local_authority,
  }
}
