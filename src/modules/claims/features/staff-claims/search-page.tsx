import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { FilteredList } from '#src/ui/filters.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { pageOfPages } from '#src/ui/paging.ts'
import { statusOf } from '#src/ui/statuses.ts'
import { CLAIM_STATUSES } from '../../claims/claim-states.ts'
import { MOST_LISTED } from '../../search/search-rules.ts'
import { ClaimsTable } from './claims-table.tsx'
import { CLAIMS, type SearchFacts, withQuery } from './search-facts.ts'
import { SearchFilters } from './search-filters.tsx'
import { Views } from './views.tsx'

const TITLE = 'Claims for mentor training'

/** The list of claims with its search box, filters, counts and views. */
export const searchPage = (facts: SearchFacts): Page => {
  const { paging, query, sought, view } = facts
  return page(
    {
      ...{ title: `${TITLE}${pageOfPages(paging)}`, width: 'full', errors: view.errors },
      breadcrumbs: [{ text: 'Staff home', href: '/staff' }],
    },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <Elsewhere {...facts} />
      <FilteredList filters={<SearchFilters {...facts} />}>
        <Counts {...facts} />
        <h2 class="govuk-heading-m">{rangeText(paging, 'claim', 'claims')}</h2>
        {facts.hasMore ? <TooMany /> : null}
        {paging.total === 0 ? <NothingFound sought={sought} /> : <ClaimsTable {...facts} />}
        <Pagination paging={paging} path={CLAIMS} query={query} />
        {paging.total === 0 ? null : (
          <p class="govuk-body">
            <a class="govuk-link" href={withQuery(query, {}).replace(CLAIMS, `${CLAIMS}/export`)}>
              Download these claims (CSV)
            </a>
          </p>
        )}
        <Views {...facts} />
      </FilteredList>
    </>,
  )
}

/** Where else staff go; the third word is the power that it takes, where not both. */
const ELSEWHERE: readonly (readonly [href: `/${string}`, text: string, power?: 'pay' | 'support'])[] = [
  ['/staff/claims?waits=me', 'What waits for me'],
  ['/staff/claims/new', 'Begin a claim for a school', 'support'],
  ['/staff/claims/batches', 'Payments and clawbacks', 'pay'],
  ['/staff/claims/samples', 'Samples', 'support'],
  ['/staff/claims/audits', 'Audits'],
  ['/staff/claims/requests', 'Requests for information'],
  ['/staff/claims/detail-reports', 'Details that schools say are wrong', 'support'],
  ['/staff/claims/windows', 'Claim windows'],
  ['/staff/claims/rates', 'Rates'],
  ['/staff/claims/rules', 'Rules'],
  ['/staff/claims/conditions', 'Conditions of the grant'],
  ['/staff/claims/eligible-schools', 'Eligible schools'],
  ['/staff/claims/downloads', 'Files that staff downloaded'],
]

const Elsewhere = ({ powers }: Pick<SearchFacts, 'powers'>): Html => (
  <nav aria-label="Claims tasks">
    <ul class="govuk-list app-links">
      {ELSEWHERE.filter(([, , power]) => power === undefined || powers[power]).map(([href, text]) => (
        <li>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** How many there are of each status, each a link to them. */
const Counts = ({ counts, query, filters }: SearchFacts): Html | null => {
  const some = CLAIM_STATUSES.filter((status) => (counts.get(status) ?? 0) > 0)
  return some.length === 0 ? null : (
    <nav aria-label="Claims by status">
      <ul class="govuk-list app-links">
        {some.map((status) => (
          <li>
            <a
              class="govuk-link"
              href={withQuery(query, { status: filters.status === status ? null : status })}
              aria-current={filters.status === status ? 'true' : undefined}
            >
              {statusOf(`claim-${status}`).text}
            </a>{' '}
            {countOrMore(counts.get(status) ?? 0)}
          </li>
        ))}
      </ul>
    </nav>
  )
}

const countOrMore = (count: number): string =>
  count > MOST_LISTED ? `more than ${countText(MOST_LISTED)}` : countText(count)

const TooMany = (): Html => (
  <p class="govuk-body">
    More than {countText(MOST_LISTED)} claims fit, of which the first are listed. Add to the search or choose a filter;
    the file holds all.
  </p>
)

const NothingFound = ({ sought }: Pick<SearchFacts, 'sought'>): Html => (
  <>
    {sought?.kind === 'typo' ? (
      <p class="govuk-body">
        {sought.typed} is not the reference of a claim: its last digit does not fit the others. Check for a digit that
        is wrong, or two that are swapped.
      </p>
    ) : (
      <p class="govuk-body">No claim fits. Check the spelling, or take a filter off.</p>
    )}
    <p class="govuk-body">
      You can look for a reference, the name or URN of a school, the name or teacher reference number (TRN) of a mentor,
      the name of a provider, or the beginning of the email address of somebody who claims.
    </p>
  </>
)
