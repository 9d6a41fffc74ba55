import type { Page } from '#src/platform/http/route.ts'
import { RadioField, SelectField } from '#src/ui/fields.tsx'
import { type ActiveFilter, FilteredList, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { hrefOfPage, type Paging, pageOfPages } from '#src/ui/paging.ts'
import { PHASES } from '../../school.ts'
import type { SchoolResults, SchoolSearch } from '../../school-search-queries.ts'
import { NothingFound } from './nothing-found.tsx'
import { ResultList, type Successors } from './result-list.tsx'
import { SearchBox, TITLE } from './start-page.tsx'

type Results = {
  readonly search: SchoolSearch
  readonly found: SchoolResults
  readonly paging: Paging
  readonly authorities: readonly { readonly code: string; readonly name: string }[]
  readonly successors: Successors
  /** What the address asks for, without the page. */
  readonly query: Readonly<Record<string, string>>
}

/** What was found, with the search to change and filters to narrow it. */
export const resultsPage = (results: Results): Page => {
  const { search, found, paging, query } = results
  const { q: text = '', ...filters } = query
  return page(
    { title: titleOf(results), width: 'full', script: 'picker.js', stylesheet: 'picker.css' },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <SearchBox text={text} errors={[]} hidden={filters} />
      <FilteredList filters={<SchoolFilters {...results} />}>
        <h2 class="govuk-heading-m">{countText(found, paging)}</h2>
        {found.nearest && found.total > 0 ? <Nearest text={search.text} /> : null}
        {found.total === 0 ? <NothingFound text={search.text} filtered={Object.keys(filters).length > 0} /> : null}
        <ResultList schools={found.schools} successors={results.successors} />
        {found.more && paging.page === paging.pages ? <TooMany /> : null}
        <Pagination paging={paging} path="/schools" query={query} />
      </FilteredList>
    </>,
  )
}

const titleOf = ({ search, found, paging }: Results): string => {
  const about = search.text === '' ? 'Schools' : `Schools for “${search.text}”`
  return found.total === 0 ? `${about}: none found` : `${about}${pageOfPages(paging)}`
}

const countText = ({ total, more }: SchoolResults, paging: Paging): string => {
  if (total === 0) return 'No schools found'
  return more ? `More than ${total.toLocaleString('en-GB')} schools` : rangeText(paging, 'school', 'schools')
}

const Nearest = ({ text }: { readonly text: string }): Html => (
  <p class="govuk-body">No school has all of “{text}” in its name or address. These are the closest.</p>
)

const TooMany = (): Html => (
  <p class="govuk-body">There are more schools than can be listed. Add a town or postcode to find the school.</p>
)

const SchoolFilters = ({ search, authorities, query }: Results): Html => {
  const { q: text = '', ...filters } = query
  const state = freshForm('/schools', {
    values: { status: ALL.value, ...filters },
    hidden: { ...(text ? { q: text } : {}) },
  })
  return (
    <Filters
      state={state}
      active={activeFilters(search, authorities, query)}
      clearHref={hrefOfPage('/schools', { q: text }, 1)}
    >
      <SelectField
        name="la"
        label="Local authority"
        choices={[{ value: '', text: 'All' }, ...authorities.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <SelectField
        name="phase"
        label="Phase"
        choices={[{ value: '', text: 'All' }, ...PHASES.map(({ code, name }) => ({ value: code, text: name }))]}
      />
      <RadioField name="status" legend="Status" small choices={[ALL, ...STATUS_FILTERS]} />
    </Filters>
  )
}

/** Not empty: an empty value cannot be shown as chosen. It is no status, so that it filters nothing. */
const ALL = { value: 'all', text: 'All' }
const STATUS_FILTERS = [
  { value: 'open', text: 'Open or opening' },
  { value: 'closed', text: 'Closed' },
] as const

function activeFilters(
  search: SchoolSearch,
  authorities: Results['authorities'],
  query: Results['query'],
): readonly ActiveFilter[] {
  const without = (name: string) =>
    hrefOfPage('/schools', Object.fromEntries(Object.entries(query).filter(([key]) => key !== name)), 1)
  const on = (name: string, group: string, text: string | undefined): readonly ActiveFilter[] =>
    query[name] === undefined ? [] : [{ group, text: text ?? query[name], removeHref: without(name) }]
  return [
    ...on('la', 'local authority', authorities.find(({ code }) => code === search.laCode)?.name),
    ...on('phase', 'phase', PHASES.find(({ code }) => code === search.phaseCode)?.name),
    ...on('status', 'status', STATUS_FILTERS.find(({ value }) => value === search.status)?.text),
  ]
}
