import { z } from 'zod'
import { CSV_BEGINNING, CSV_TYPE, csvLine } from '#src/kit/csv.ts'
import { londonDate } from '#src/kit/dates.ts'
import { parseForm } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import { pence } from '#src/kit/money.ts'
import { plainMoney } from '#src/kit/money-text.ts'
import { organisationNames, organisationsHolding } from '#src/modules/directory/public.ts'
import { type Reply, redirectTo, show, stream, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { staffForClaims } from '../../search/assignees-queries.ts'
import { countByStatus, findClaims, totalOf } from '../../search/claims-found-queries.ts'
import { type ExportRow, exportAfter } from '../../search/export-queries.ts'
import { removeView, saveView } from '../../search/save-view.ts'
import { MOST_LISTED, soughtIn } from '../../search/search-rules.ts'
import { filtersIn, sortIn, viewQuery } from '../../search/view-query-rules.ts'
import { viewsOf } from '../../search/views-queries.ts'
import { allWindows, allYears } from '../../years/years-queries.ts'
import { CLAIMS } from './search-facts.ts'
import { searchPage } from './search-page.tsx'

const PER_PAGE = 25

const askedBy = ({ query, actor }: WebRequest) => ({
  sought: soughtIn(query['q'] ?? ''),
  filters: filtersIn(query, { accountId: actor.accountId, support: actor.may('support'), pay: actor.may('pay') }),
})

/** Claims by reference, school, mentor, provider or address, with filters: where staff begin. At most ten queries. */
export async function showClaims(request: WebRequest): Promise<Reply> {
  const { db, query, now, path, actor } = request
  const asked = askedBy(request)
  const sort = sortIn(query)
  const counts = await countByStatus(db, asked)
  const total = totalOf(counts, asked)
  const pages = paging(query['page'], Math.min(total, MOST_LISTED), PER_PAGE)
  if (pages === null) return redirectTo(hrefOfPage(path, query, 1))
  const found = await findClaims(db, { ...asked, sort, limit: pages.limit, offset: pages.offset })
  return show(
    searchPage({
      ...{ query, ...asked, sort, counts, found, paging: pages, hasMore: total > MOST_LISTED },
      names: await organisationNames(
        db,
        found.flatMap(({ schoolId, providerId }) => [schoolId, providerId]),
      ),
      staff: await staffForClaims(db),
      years: (await allYears(db)).map(({ year }) => year),
      windows: (await allWindows(db)).toReversed(),
      providers: await organisationsHolding(db, 'accredited-itt-provider', londonDate(now)),
      views: actor.accountId ? await viewsOf(db, actor.accountId) : [],
      powers: { support: actor.may('support'), pay: actor.may('pay') },
      me: actor.accountId ?? '',
      error: query['error'] === 'view' ? 'Enter a name for the view' : null,
    }),
  )
}

const View = z.object({
  name: text({ missing: 'Enter a name for the view', label: 'Name', max: 60 }),
  query: z.string().catch(''),
})

/** Keeps the search that is shown under a name, and shows it again. */
export async function sendView({ form, execute }: WebRequest): Promise<Reply> {
  const parsed = parseForm(View, form)
  const query = viewQuery(new URLSearchParams([form['query'] ?? ''].flat().join('')))
  if (!parsed.ok) return redirectTo(`${CLAIMS}?${query}${query === '' ? '' : '&'}error=view`)
  await execute(saveView, { name: parsed.values.name, query })
  return redirectTo(query === '' ? CLAIMS : `${CLAIMS}?${query}`)
}

/** Takes a view off one's own list. */
export async function sendViewRemoval({ form, execute }: WebRequest): Promise<Reply> {
  const viewId = z.uuid().safeParse(form['view'])
  if (viewId.success) await execute(removeView, { viewId: viewId.data })
  return redirectTo(CLAIMS)
}

/** Columns of the file, as the service before had them. Source: docs/rules/claims.md#files. */
const COLUMNS = [
  ...['claim_reference', 'school_urn', 'school_name', 'school_local_authority', 'school_type_of_establishment'],
  ...['school_group', 'provider_name', 'provider_code', 'claim_amount', 'claim_submission_date', 'claim_status'],
  'claim_unpaid_reason',
]

/** Every claim that fits, not only those that are listed, as a file that is written while it is read. */
export const exportClaims = (request: WebRequest): Reply =>
  stream({ type: CSV_TYPE, fileName: `claims-${londonDate(request.now)}.csv`, parts: fileOf(request) })

const AT_A_TIME = 1_000

async function* fileOf(request: WebRequest): AsyncGenerator<string> {
  const asked = askedBy(request)
  yield `${CSV_BEGINNING}${csvLine(COLUMNS)}`
  for (let after = ''; ; ) {
    const rows = await exportAfter(request.db, { ...asked, after, limit: AT_A_TIME })
    yield rows.map(lineOf).join('')
    const last = rows.at(-1)
    if (rows.length < AT_A_TIME || !last) return
    after = last.reference
  }
}

const lineOf = (row: ExportRow): string =>
  csvLine([
    ...[row.reference, row.urn, row.school, row.authority, row.type, row.group, row.provider, row.code],
    row.pence === null ? null : plainMoney(pence(row.pence)),
    ...[row.sentOn, row.status, row.unpaid],
  ])
