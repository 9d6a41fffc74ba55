import { sql } from 'kysely'
import type { Database } from '#src/platform/db/database.ts'

const PATH = '/staff/missing-tutors'
const ROWS = 50

export type BenchPage = {
  readonly name: string
  readonly few: string
  readonly national: string
  /** Whether the bar of lists is for it: the same rows on the page, many more behind them. */
  readonly judged: boolean
}

/**
 * What is asked of both sizes. Where a page would show more rows at national size, as for one authority, the question is chosen so
 * that both show the same number: the bar is about the rows behind the page.
 */
export async function pagesFor(few: Database, national: Database): Promise<readonly BenchPage[]> {
  const [last, lastUnopened, lastPrimary] = [
    await lastPages(few),
    await lastPages(few, 'unopened'),
    await lastPages(few, null, '2'),
  ]
  const [end, endUnopened, endPrimary] = [
    await lastPages(national),
    await lastPages(national, 'unopened'),
    await lastPages(national, null, '2'),
  ]
  const [authority, same, largest] = await alike(few, national, 'la_code')
  const [trust, sameTrust] = await alike(few, national, 'trust_id')
  const one = await nameOfOne(few, national)
  const both = (name: string, path: string): BenchPage => ({ name, few: path, national: path, judged: true })
  const pages = (name: string, query: string, [lastOfFew, lastOfAll]: readonly [number, number]): BenchPage => ({
    ...{ name, judged: true },
    few: `${PATH}?${query}page=${lastOfFew}`,
    national: `${PATH}?${query}page=${lastOfAll}`,
  })
  return [
    both('list', PATH),
    both('list, page 5', `${PATH}?page=5`),
    pages('list, page in the middle', '', [Math.floor(last / 2), Math.floor(end / 2)]),
    pages('list, last full page', '', [last, end]),
    pages('by authority, last full page', 'sort=authority&', [last, end]),
    pages('oldest link, last full page', 'sort=oldest-link&', [last, end]),
    both('one reason, oldest link', `${PATH}?reason=unopened&sort=oldest-link`),
    pages('one reason, last full page', 'reason=unopened&', [lastUnopened, endUnopened]),
    pages('one phase, last full page', 'phase=2&', [lastPrimary, endPrimary]),
    both('reminders due', `${PATH}?older=1`),
    both('reason and phase', `${PATH}?reason=unopened&phase=2`),
    { name: 'one authority', few: `${PATH}?la=${authority}`, national: `${PATH}?la=${same}`, judged: true },
    { name: 'the largest authority', few: PATH, national: `${PATH}?la=${largest}`, judged: true },
    { name: 'one trust', few: `${PATH}?trust=${trust}`, national: `${PATH}?trust=${sameTrust}`, judged: true },
    both('a school by its name', `${PATH}?q=${encodeURIComponent(one)}`),
    { name: 'a common name (St Mary’s)', few: PATH, national: `${PATH}?q=st+marys`, judged: true },
    { ...both('a word of most names', `${PATH}?q=primary`), judged: false },
    both('counts by authority', `${PATH}/local-authorities`),
    both('counts by authority, a reason', `${PATH}/local-authorities?reason=unopened`),
    both('counts by trust', `${PATH}/trusts`),
    both('preview of an invitation', '/staff/invitations/new'),
    both('preview, one reason', '/staff/invitations/new?reason=unopened'),
  ]
}

/** The last page that is full. */
async function lastPages(db: Database, reason: string | null = null, phase: string | null = null): Promise<number> {
  const { rows } = await sql<{ schools: number }>`
    select count(*) as schools from access.missing_schools
    where (${reason}::text is null or reason = ${reason}) and (${phase}::text is null or phase_code = ${phase})`.execute(
    db,
  )
  return Math.max(1, Math.floor((rows[0]?.schools ?? 0) / ROWS))
}

/** The place with the most schools of the few, one of all that has as many or nearly, and the one of all with the most. */
async function alike(few: Database, national: Database, column: 'la_code' | 'trust_id') {
  const counted = async (db: Database) =>
    (
      await sql<{ key: string; schools: number }>`
        select ${sql.ref(column)}::text as key, count(*) as schools from access.missing_schools
        where ${sql.ref(column)} is not null group by 1 order by schools desc, key`.execute(db)
    ).rows
  const [ofFew, ofAll] = [await counted(few), await counted(national)]
  const wanted = ofFew[0]?.schools ?? 0
  const nearest = ofAll.toSorted((one, other) => Math.abs(one.schools - wanted) - Math.abs(other.schools - wanted))[0]
  return [ofFew[0]?.key ?? '', nearest?.key ?? '', ofAll[0]?.key ?? ''] as const
}

/** A name that one school has, in both. */
async function nameOfOne(few: Database, national: Database): Promise<string> {
  const names = async (db: Database, among: readonly string[] | null) =>
    (
      await sql<{ name: string }>`
        select search_name as name from access.missing_schools
        where ${among}::text[] is null or search_name = any(${among}::text[])
        group by search_name having count(*) = 1 order by length(search_name) desc, name limit 20`.execute(db)
    ).rows.map(({ name }) => name)
  const once = await names(national, await names(few, null))
  return once[0] ?? ''
}
