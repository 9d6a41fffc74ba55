import { dateText } from '#src/kit/dates.ts'
import { type Page, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { SelectField } from '#src/ui/fields.tsx'
import { type ActiveFilter, FilteredList, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { hrefOfPage, type Paging, pageOfPages, paging } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { staffTrail } from '../../places/staff-trail.ts'
import { topicText } from '../../requests/information-request.ts'
import { dueText } from '../../requests/request-facts.tsx'
import {
  countRequests,
  type ListedRequest,
  listRequests,
  REQUEST_VIEWS,
  type RequestFilters,
  type RequestView,
  totalIn,
} from '../../requests/staff-requests-queries.ts'

const PATH = '/staff/claims/requests'
const TITLE = 'Requests for information'

/** Every request, the latest answers first, with filters and counts. Two queries. */
export async function showRequests({ db, query, now }: WebRequest): Promise<Reply> {
  const filters = { ...filtersIn(query), now }
  const counts = await countRequests(db, filters)
  const shown = paging(query['page'], totalIn(counts, filters.view))
  if (!shown) return redirectTo(hrefOfPage(PATH, query, 1))
  const listed = await listRequests(db, { ...filters, limit: shown.limit, offset: shown.offset })
  return show(requestsPage({ filters, counts, listed, paging: shown, query }))
}

type Query = Readonly<Record<string, string>>

const filtersIn = (query: Query): Omit<RequestFilters, 'now'> => ({
  view: REQUEST_VIEWS.find((view) => view === query['view']) ?? null,
  of: (['school', 'provider'] as const).find((of) => of === query['of']) ?? null,
  by: (['dfe', 'provider'] as const).find((by) => by === query['by']) ?? null,
})

const viewText: Readonly<Record<RequestView, string>> = {
  late: 'Late',
  'more-time': 'More time asked for',
  open: 'Waiting for an answer',
  answered: 'Answered, to be settled',
  closed: 'Settled or not needed any more',
}
const ofText = { school: 'A school', provider: 'A provider' } as const
const byText = { dfe: 'DfE', provider: 'A provider' } as const

type Facts = {
  readonly filters: RequestFilters
  readonly counts: Readonly<Record<RequestView, number>>
  readonly listed: readonly ListedRequest[]
  readonly paging: Paging
  readonly query: Query
}

const requestsPage = (facts: Facts): Page =>
  page(
    {
      ...{ title: `${TITLE}${pageOfPages(facts.paging)}`, width: 'full' },
      breadcrumbs: staffTrail(),
    },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <FilteredList filters={<Filter {...facts} />}>
        <Counts {...facts} />
        <h2 class="govuk-heading-m">{rangeText(facts.paging, 'request', 'requests')}</h2>
        {facts.listed.length === 0 ? (
          <p class="govuk-body">Nothing fits. Take a filter off, or ask from the page of a claim.</p>
        ) : (
          <Requests {...facts} />
        )}
        <Pagination paging={facts.paging} path={PATH} query={facts.query} />
      </FilteredList>
    </>,
  )

function hrefWith(query: Query, changes: Readonly<Record<string, string>>): string {
  const { page: _page, ...rest } = query
  const kept = Object.entries({ ...rest, ...changes }).filter(([, value]) => value !== '')
  const search = new URLSearchParams(kept).toString()
  return search === '' ? PATH : `${PATH}?${search}`
}

const Counts = ({ counts, query, filters }: Facts): Html => (
  <nav aria-label="Requests by where they stand">
    <ul class="govuk-list">
      {REQUEST_VIEWS.map((view) => (
        <li>
          <a
            class="govuk-link"
            href={hrefWith(query, { view })}
            aria-current={filters.view === view ? 'true' : undefined}
          >
            {viewText[view]}
          </a>{' '}
          {countText(counts[view])}
        </li>
      ))}
    </ul>
  </nav>
)

const ALL = { value: '', text: 'All' }
const choicesOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

const Filter = ({ filters, query }: Facts): Html => (
  <Filters state={freshForm(PATH, { values: query })} active={activeOf(filters, query)} clearHref={PATH}>
    <SelectField
      name="view"
      label="Where it stands"
      choices={[{ value: '', text: 'All that are not closed' }, ...choicesOf(viewText)]}
    />
    <SelectField name="of" label="Asked of" choices={[ALL, ...choicesOf(ofText)]} />
    <SelectField name="by" label="Asked by" choices={[ALL, ...choicesOf(byText)]} />
  </Filters>
)

const activeOf = ({ view, of, by }: RequestFilters, query: Query): readonly ActiveFilter[] => [
  ...(view ? [{ group: 'Where it stands', text: viewText[view], removeHref: hrefWith(query, { view: '' }) }] : []),
  ...(of ? [{ group: 'Asked of', text: ofText[of], removeHref: hrefWith(query, { of: '' }) }] : []),
  ...(by ? [{ group: 'Asked by', text: byText[by], removeHref: hrefWith(query, { by: '' }) }] : []),
]

const Requests = ({ listed, filters, paging: { page: number, pages } }: Facts): Html => (
  <WideTable
    caption={`Page ${number} of ${pages}`}
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={['Claim', 'Asked of', 'About', 'Answer by', 'Status', 'Asked by'].map((text) => ({ text }))}
    rows={listed.map((one) => [
      { html: <ClaimCell {...one} /> },
      {
        text:
          one.request.organisationId === one.schoolId
            ? (one.schoolName ?? 'The school')
            : (one.providerName ?? 'The provider'),
      },
      { text: topicText[one.request.topic] },
      { html: <DueCell one={one} filters={filters} /> },
      { html: <StatusTag status={`request-${one.request.status}`} /> },
      { text: one.request.askedByName },
    ])}
  />
)

const ClaimCell = ({ request, reference }: ListedRequest): Html => (
  <a class="govuk-link" href={`/staff/claims/${request.claimId}/requests/${request.id}`}>
    {reference}
    <span class="govuk-visually-hidden">: {topicText[request.topic]}</span>
  </a>
)

const DueCell = ({
  one: { request },
  filters,
}: {
  readonly one: ListedRequest
  readonly filters: RequestFilters
}): Html => (
  <>
    {request.status === 'open' ? dueText(request, filters.now) : dateText(request.dueOn)}
    {request.extension === null ? null : (
      <>
        <br />
        More time asked for, until {dateText(request.extension.until)}
      </>
    )}
  </>
)
