import { z } from 'zod'
import { londonDate } from '#src/kit/dates.ts'
import { type FieldError, parseForm } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import { organisationNames, organisationsHolding } from '#src/modules/directory/public.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { staffForClaims } from '../../search/assignees-queries.ts'
import { countByStatus, fewFound, findClaims, totalOf } from '../../search/claims-found-queries.ts'
import { removeView, saveView } from '../../search/save-view.ts'
import { MOST_LISTED, soughtIn } from '../../search/search-rules.ts'
import { filtersIn, sortIn, viewQuery } from '../../search/view-query-rules.ts'
import { viewsOf } from '../../search/views-queries.ts'
import { allWindows, allYears } from '../../years/years-queries.ts'
import { CLAIMS, NO_VIEW, type ViewForm } from './search-facts.ts'
import { searchPage } from './search-page.tsx'

const PER_PAGE = 25

/** The search box and filters of the address. */
export const askedBy = ({ query, actor }: WebRequest) => ({
  sought: soughtIn(query['q'] ?? ''),
  filters: filtersIn(query, { accountId: actor.accountId, support: actor.may('support'), pay: actor.may('pay') }),
})

/** Claims by reference, school, mentor, provider or address, with filters: where staff begin. At most ten queries. */
export const showClaims = (request: WebRequest): Promise<Reply> => listed(request, NO_VIEW)

async function listed(request: WebRequest, view: ViewForm): Promise<Reply> {
  const { db, query, now, actor } = request
  const sort = sortIn(query)
  const chosen = askedBy(request)
  const asked = { ...chosen, few: await fewFound(db, chosen) }
  const counts = await countByStatus(db, asked)
  const total = totalOf(counts, asked)
  const pages = paging(query['page'], Math.min(total, MOST_LISTED), PER_PAGE)
  if (pages === null) return redirectTo(hrefOfPage(CLAIMS, query, 1))
  const found = await findClaims(db, { ...asked, sort, limit: pages.limit, offset: pages.offset })
  const shown = view.errors.length === 0 ? show : showAgain
  return shown(
    searchPage({
      ...{ view, query, ...chosen, sort, counts, found, paging: pages, hasMore: total > MOST_LISTED },
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
    }),
  )
}

const View = z.object({
  name: text({ missing: 'Enter a name for the view', label: 'Name', max: 60 }),
  query: z.string().catch(''),
})

/** Keeps the search that is shown under a name, and shows it again. */
export async function sendView(request: WebRequest): Promise<Reply> {
  const parsed = parseForm(View, request.form)
  const query = viewQuery(new URLSearchParams([request.form['query'] ?? ''].flat().join('')))
  const again = (errors: readonly FieldError[]) =>
    listed({ ...request, query: Object.fromEntries(new URLSearchParams(query)) }, { errors, values: request.form })
  if (!parsed.ok) return again(parsed.errors)
  const kept = await request.execute(saveView, { name: parsed.values.name, query })
  if (kept.ok) return redirectTo(query === '' ? CLAIMS : `${CLAIMS}?${query}`)
  const { most } = kept.refusal.facts
  return again([{ field: 'name', message: `You have ${most} views, as many as there can be. Remove one first` }])
}

/** Takes a view off one's own list. */
export async function sendViewRemoval({ form, execute }: WebRequest): Promise<Reply> {
  const viewId = z.uuid().safeParse(form['view'])
  if (viewId.success) await execute(removeView, { viewId: viewId.data })
  return redirectTo(CLAIMS)
}
