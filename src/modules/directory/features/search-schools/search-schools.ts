import { json, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { PHASES } from '../../school.ts'
import { RESULTS_PER_PAGE, type SchoolSearch, searchSchools, suggestSchools } from '../../school-search-queries.ts'
import { isPicked, searchQuery } from '../../school-search-rules.ts'
import { localAuthorities, successorsOf } from '../../schools-queries.ts'
import { resultsPage } from './results-page.tsx'
import { startPage } from './start-page.tsx'

/** The search page: the form alone, or what it found. A chosen suggestion leads straight to its school. */
export async function showSchools({ db, query }: WebRequest): Promise<Reply> {
  const search = asked(query)
  const words = searchQuery(search.text)
  const filtered = search.laCode !== null || search.phaseCode !== null || search.status !== null
  if (words.kind === 'empty' && !filtered) return show(startPage(search.text, []))
  if (words.kind === 'too-broad' && !filtered) return show(startPage(search.text, [TOO_BROAD]))
  const [found, authorities] = await Promise.all([searchSchools(db, search), localAuthorities(db)])
  const [only] = found.schools
  if (only && isPicked(search.text)) return redirectTo(`/schools/${only.urn}`)
  const shown = paging(query['page'], found.total, RESULTS_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage('/schools', addressOf(search), 1))
  const closed = found.schools.filter(({ status }) => status === 'closed').map(({ urn }) => urn)
  const successors = await successorsOf(db, closed)
  return show(resultsPage({ search, found, paging: shown, authorities, successors, query: addressOf(search) }))
}

/** Suggestions for the picker, as `{ urn, name, place }`. Says of a closed school that it is closed. */
export async function suggest({ db, query }: WebRequest): Promise<Reply> {
  const schools = await suggestSchools(db, query['q'] ?? '')
  return json(
    schools.map(({ urn, name, town, laName, status }) => ({
      urn,
      name,
      place: [...new Set([town, laName]), status === 'closed' ? 'closed' : null].filter(Boolean).join(', '),
    })),
  )
}

const TOO_BROAD = {
  field: 'q',
  message: 'Enter more than the word “school”, such as the school’s name, its town or postcode',
}

/** What the address asks for. A filter that there is not is no filter. */
function asked(query: WebRequest['query']): SchoolSearch {
  const { q = '', la = '', phase = '', status = '', page = '1' } = query
  return {
    text: q.trim(),
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1,
    laCode: /^\d{3}$/.test(la) ? la : null,
    phaseCode: PHASES.find(({ code }) => code === phase)?.code ?? null,
    status: status === 'open' || status === 'closed' ? status : null,
  }
}

const addressOf = ({ text, laCode, phaseCode, status }: SchoolSearch): Readonly<Record<string, string>> => ({
  ...(text ? { q: text } : {}),
  ...(laCode ? { la: laCode } : {}),
  ...(phaseCode ? { phase: phaseCode } : {}),
  ...(status ? { status } : {}),
})
