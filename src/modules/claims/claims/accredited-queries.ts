import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { organisationsHolding } from '../../directory/public.ts'
import { nameHas } from './claim-search-rules.ts'

export type Provider = { readonly id: string; readonly name: string }

/** The accredited providers of the day whose names have all the words; without words, those that the school claimed with before. */
export async function findAccredited(
  reader: Reader,
  { text, schoolId, now }: { readonly text: string; readonly schoolId: string; readonly now: Temporal.Instant },
): Promise<readonly Provider[]> {
  const all = await organisationsHolding(reader, 'accredited-itt-provider', londonDate(now))
  if (text.trim() !== '') return all.filter(({ name }) => nameHas(name, text))
  const rows = await reader
    .selectFrom('claims.claims')
    .select('provider_id')
    .distinct()
    .where('school_id', '=', schoolId)
    .execute()
  const before = new Set(rows.map(({ provider_id }) => provider_id))
  return all.filter(({ id }) => before.has(id))
}
