import { sql } from 'kysely'
import type { Tx } from '#src/platform/db/database.ts'
import { type ClaimWords, claimWords } from './claim-search-rules.ts'

/** Keeps what a claim is found by; with every change of what it holds. */
export async function keepSearchWords(tx: Tx, claimId: string, facts: ClaimWords): Promise<void> {
  await tx
    .updateTable('claims.claims')
    .set({ search_words: sql<string>`array_to_tsvector(${[...claimWords(facts)]}::text[])` })
    .where('id', '=', claimId)
    .execute()
}
