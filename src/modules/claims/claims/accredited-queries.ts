import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { type Findable, findableHolding } from '../../directory/public.ts'
import type { ClaimYear } from '../years/claim-year.ts'
import { windowThatCounts } from '../years/window-rules.ts'
import { allWindows, claimYear } from '../years/years-queries.ts'
import { trainingPeriod } from './accreditation-rules.ts'
import { providersFound } from './provider-search-rules.ts'

type Asked = {
  readonly text: string
  readonly schoolId: string
  /** The year that is claimed for; null for that of the window that counts. */
  readonly year: ClaimYear['year'] | null
  readonly now: Temporal.Instant
}

/** What a school that looks for a provider is shown. */
export type Accredited = {
  readonly year: ClaimYear['year'] | null
  /** All that claims for the year may name. */
  readonly all: readonly Findable[]
  /** Those that fit what was typed; without words, those that the school claimed with before. */
  readonly found: readonly Findable[]
}

/** The providers that claims for the year may name, and which of them are sought. At most four queries, however many. */
export async function findAccredited(reader: Reader, { text, schoolId, ...asked }: Asked): Promise<Accredited> {
  const { year, all } = await accreditedFor(reader, asked)
  if (text.trim() !== '') return { year, all, found: providersFound(all, text) }
  const rows = await reader
    .selectFrom('claims.claims')
    .select('provider_id')
    .distinct()
    .where('school_id', '=', schoolId)
    .execute()
  const before = new Set(rows.map(({ provider_id }) => provider_id))
  return { year, all, found: all.filter(({ id }) => before.has(id)) }
}

/** The providers that claims for the year may name: accredited today, and when its mentors trained. At most three queries. */
export async function accreditedFor(
  reader: Reader,
  { year: asked, now }: Pick<Asked, 'year' | 'now'>,
): Promise<Pick<Accredited, 'year' | 'all'>> {
  const day = londonDate(now)
  const year = asked ?? windowThatCounts(await allWindows(reader), day)?.year ?? null
  const rules = year === null ? null : await claimYear(reader, year)
  if (rules === null) return { year, all: [] }
  const during = trainingPeriod(rules)
  return { year, all: await findableHolding(reader, { role: 'accredited-itt-provider', day, during }) }
}
