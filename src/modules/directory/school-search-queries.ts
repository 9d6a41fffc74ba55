import { type RawBuilder, sql } from 'kysely'
import type { Reader } from '#src/platform/db/database.ts'
import { SCHOOL_STATUS, type SchoolInList } from './school.ts'
import { exactMatch, literalMatch, matchWhileTyping, nearestMatch } from './school-match-rules.ts'
import { type SearchQuery, searchQuery } from './school-search-rules.ts'

/** Schools on one page of results. */
export const RESULTS_PER_PAGE = 25
/** Above this, results are not counted out and not shown: more words find the school sooner. */
const MOST_COUNTED = 1000
const SUGGESTIONS = 10
/** More matches than this are listed by name: they have nothing in common but words that most schools have. */
const MOST_RANKED = 5000

export type SchoolSearch = {
  readonly text: string
  /** From 1. */
  readonly page: number
  readonly laCode: string | null
  readonly phaseCode: string | null
  readonly status: 'open' | 'closed' | null
}

export type SchoolResults = {
  readonly schools: readonly SchoolInList[]
  readonly total: number
  /** There are more than `total`, which is then the most that is counted. */
  readonly more: boolean
  /** No school has every word that was typed: these come nearest. */
  readonly nearest: boolean
}

/**
 * Finds schools by URN, DfE number, postcode, town or name, with synonyms: open ones first, then those whose name is nearest
 * what was typed. When none has every word it forgives one slip in each, and words that schools gain or lose.
 * At most three queries.
 */
export async function searchSchools(reader: Reader, search: SchoolSearch): Promise<SchoolResults> {
  const query = searchQuery(search.text)
  const wanted = { ...search, limit: RESULTS_PER_PAGE, offset: (search.page - 1) * RESULTS_PER_PAGE }
  return find(reader, wanted, query, exactMatch)
}

/** The first few schools for what has been typed so far, the last word perhaps unfinished. Open schools first. */
export async function suggestSchools(reader: Reader, text: string): Promise<readonly SchoolInList[]> {
  const query = searchQuery(text)
  if (query.kind === 'empty' || query.kind === 'too-broad') return []
  const wanted = { laCode: null, phaseCode: null, status: null, limit: SUGGESTIONS, offset: 0 }
  return (await find(reader, wanted, query, matchWhileTyping)).schools
}

type Wanted = Omit<SchoolSearch, 'text' | 'page'> & { readonly limit: number; readonly offset: number }
type Match = { readonly condition: RawBuilder<boolean>; readonly rank: RawBuilder<number> }

async function find(
  reader: Reader,
  wanted: Wanted,
  query: SearchQuery,
  everyWord: (words: readonly string[]) => string,
) {
  if (query.kind !== 'words') return found(reader, wanted, { condition: exactly(query), rank: sql`0` })
  const condition = sql<boolean>`schools.search_words @@ ${everyWord(query.words)}::tsquery`
  const exact = await found(reader, wanted, { condition, rank: rankByName(query.words) })
  return exact.total > 0 ? exact : { ...(await found(reader, wanted, nearest(query.words))), nearest: true }
}

function exactly(query: Exclude<SearchQuery, { kind: 'words' }>): RawBuilder<boolean> {
  if (query.kind === 'urn') return sql`schools.urn = ${query.urn}`
  if (query.kind !== 'establishment-number') return sql`true`
  return sql`schools.la_code = ${query.laCode} and schools.establishment_number = ${query.number}`
}

const rankByName = (words: readonly string[]) => sql<number>`case
  when schools.search_name = ${words.join(' ')} then 0
  when starts_with(schools.search_name, ${words.join(' ')}) then 1
  when schools.search_words @@ ${literalMatch(words)}::tsquery then 2
  else 3 end`

function nearest(words: readonly string[]): Match {
  const { words: asked, alternatives, readings } = nearestMatch(words)
  const corrected = sql`(
    select string_agg('(' || concat_ws(' | ', asked.alternatives, known.words) || ')', ' & ')
    from unnest(${asked}::text[], ${alternatives}::text[]) as asked (word, alternatives)
    cross join lateral (
      select string_agg(search_words.word, ' | ') as words from directory.search_words
      where length(asked.word) > 3 and directory.spellings(search_words.word) && directory.spellings(asked.word)
    ) as known
  )`
  return {
    condition: sql`schools.search_words @@ concat_ws(' | ', ${corrected}, ${readings}::text)::tsquery`,
    rank: sql`1 - similarity(schools.search_name, ${words.join(' ')})`,
  }
}

/** One page of what matches, and how many do, in one query; in two when nearly everything matches. */
async function found(reader: Reader, wanted: Wanted, match: Match): Promise<SchoolResults> {
  const where = sql`${match.condition} ${filters(wanted)}`
  const { rows } = await sql<Row & { total: number }>`
    with matched as materialized (
      select schools.organisation_id as id, schools.status_code = '2' as closed, ${match.rank} as rank,
        schools.search_name, schools.urn
      from directory.schools where ${where} limit ${MOST_RANKED + 1}
    ), page as (
      select matched.* from matched order by closed, rank, search_name, urn limit ${wanted.limit} offset ${wanted.offset}
    )
    select counted.total, ${columns}
    from (select count(*) as total from matched) as counted
    left join page on true
    left join directory.schools on schools.organisation_id = page.id
    order by page.closed, page.rank, page.search_name, page.urn`.execute(reader)
  const total = rows[0]?.total ?? 0
  const page = total > MOST_RANKED ? await byName(reader, wanted, where) : rows.filter(({ id }) => id !== null)
  return {
    schools: page.map(inList),
    total: Math.min(total, MOST_COUNTED),
    more: total > MOST_COUNTED,
    nearest: false,
  }
}

const byName = async (reader: Reader, wanted: Wanted, where: RawBuilder<unknown>): Promise<readonly Row[]> =>
  (
    await sql<Row>`
      select ${columns} from directory.schools where ${where}
      order by schools.status_code = '2', schools.search_name, schools.urn
      limit ${wanted.limit} offset ${wanted.offset}`.execute(reader)
  ).rows

const filters = ({ laCode, phaseCode, status }: Wanted): RawBuilder<unknown> =>
  sql.join(
    [
      sql``,
      ...(laCode ? [sql`and schools.la_code = ${laCode}`] : []),
      ...(phaseCode ? [sql`and schools.phase_code = ${phaseCode}`] : []),
      ...(status === 'open' ? [sql`and schools.status_code <> '2'`] : []),
      ...(status === 'closed' ? [sql`and schools.status_code = '2'`] : []),
    ],
    sql` `,
  )

type Row = Omit<SchoolInList, 'status'> & { readonly statusCode: string }

const columns = sql`schools.organisation_id as id, schools.urn, schools.name, schools.town, schools.postcode,
  schools.la_name as "laName", schools.phase_name as "phaseName", schools.type_name as "typeName",
  schools.status_code as "statusCode", schools.closed_on as "closedOn"`

const inList = ({
  id,
  urn,
  name,
  town,
  postcode,
  laName,
  phaseName,
  typeName,
  statusCode,
  closedOn,
}: Row): SchoolInList => ({
  ...{ id, urn, name, town, postcode, laName, phaseName, typeName, closedOn },
  status: SCHOOL_STATUS[statusCode] ?? 'closed',
})
