import { dateText, londonDate } from '#src/kit/dates.ts'
import type { NamedOrganisation } from '#src/modules/directory/public.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { SelectField, TextField } from '#src/ui/fields.tsx'
import { type ActiveFilter, FilteredList, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { LinkList } from '#src/ui/link-list.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { statusOf } from '#src/ui/statuses.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { Cohort } from '../../courses/cohort.ts'
import { type Course, courseText } from '../../courses/course.ts'
import { REGISTRATION_STATUSES } from '../../registrations/registration-states.ts'
import type { FoundRegistration } from '../../search/registration-search-queries.ts'
import { type Filters as Chosen, MOST_LISTED, type Sort } from '../../search/registration-search-rules.ts'
import { WORK_SETTINGS } from '../../work-details/work-details.ts'
import { settingText } from '../../work-details/work-words-rules.ts'

const PATH = '/staff/npq'
const TITLE = 'NPQ registrations'

type SearchFacts = {
  readonly query: Readonly<Record<string, string>>
  readonly filters: Chosen
  readonly sort: Sort
  readonly found: readonly FoundRegistration[]
  /** Whether there are others, which are not listed. */
  readonly hasMore: boolean
  readonly paging: Paging
  readonly people: ReadonlyMap<string, { readonly name: string; readonly trn: string | null }>
  readonly courses: ReadonlyMap<string, Course>
  readonly cohorts: readonly Cohort[]
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly names: ReadonlyMap<string, NamedOrganisation>
}

/** The list of registrations with its search box and filters. */
export const searchPage = (facts: SearchFacts): Page => {
  const { paging, query } = facts
  return page(
    { title: `${TITLE}${pageOfPages(paging)}`, width: 'full', breadcrumbs: [{ text: 'Staff home', href: '/staff' }] },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <Elsewhere />
      <FilteredList filters={<SearchFilters {...facts} />}>
        <h2 class="govuk-heading-m">{rangeText(paging, 'registration', 'registrations')}</h2>
        {facts.hasMore ? <TooMany sort={facts.sort} /> : null}
        {paging.total === 0 ? <NothingFound /> : <Registrations {...facts} />}
        <Pagination paging={paging} path={PATH} query={query} />
      </FilteredList>
    </>,
  )
}

const ELSEWHERE = [
  ['/staff/npq/reviews', 'Funding reviews'],
  ['/staff/npq/duplicates', 'Repeated registrations'],
  ['/staff/npq/bulk', 'Change many by a file'],
  ['/staff/npq/lists', 'Eligibility lists'],
  ['/staff/npq/offers', 'Who offers which course'],
  ['/staff/npq/cohorts', 'Cohorts and schedules'],
  ['/staff/npq/funding-policies', 'Rules of funding'],
  ['/staff/npq/scenarios', 'Try funding scenarios'],
  ['/staff/npq/consent-texts', 'Consent texts'],
] as const

const Elsewhere = (): Html => (
  <nav aria-label="NPQ tasks">
    <LinkList links={ELSEWHERE.map(([href, text]) => ({ href, text }))} />
  </nav>
)

const TooMany = ({ sort }: Pick<SearchFacts, 'sort'>): Html => (
  <p class="govuk-body">
    More than {countText(MOST_LISTED)} registrations fit. Only the {sort} of them are listed. To find others, add to the
    search or choose a filter.
  </p>
)

const NothingFound = (): Html => (
  <>
    <p class="govuk-body">No registration fits. Check the spelling, or take a filter off.</p>
    <p class="govuk-body">
      You can look for the beginning of a name or of an email address, a whole teacher reference number (TRN), the URN
      of a workplace, or the id of a registration, participant or declaration.
    </p>
  </>
)

const HEAD = ['Person', 'Course', 'Provider', 'Status', 'Registered']

const Registrations = ({ found, paging, people, courses, cohorts, names }: SearchFacts): Html => (
  <WideTable
    caption={`Page ${paging.page} of ${paging.pages}`}
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={HEAD.map((text) => ({ text }))}
    rows={found.map((one) => {
      const [person, course] = [people.get(one.personId), courses.get(one.course)]
      return [
        { html: <PersonCell id={one.id} name={person?.name ?? 'No name'} trn={person?.trn ?? null} /> },
        { text: `${course ? courseText(course) : one.course}, ${cohortName(one.cohort, cohorts)}` },
        { text: names.get(one.providerId)?.name ?? '' },
        { html: <StatusTag status={`npq-${one.status}`} /> },
        { text: dateText(londonDate(one.createdAt)) },
      ]
    })}
  />
)

const cohortName = (identifier: string, cohorts: readonly Cohort[]): string =>
  cohorts.find((cohort) => cohort.identifier === identifier)?.name ?? identifier

const PersonCell = ({
  id,
  name,
  trn,
}: {
  readonly id: string
  readonly name: string
  readonly trn: string | null
}): Html => (
  <>
    <a class="govuk-link" href={`${PATH}/registrations/${id}`}>
      {name}
    </a>
    {trn === null ? null : (
      <>
        <br />
        TRN {trn}
      </>
    )}
  </>
)

const SearchFilters = (facts: SearchFacts): Html => {
  const { query, sort, cohorts, courses, providers } = facts
  return (
    <Filters state={freshForm(PATH, { values: { ...query, sort } })} active={activeOf(facts)} clearHref={PATH}>
      <TextField name="q" label="Search" hint="Name, email address, TRN, URN or id" />
      <SelectField
        name="status"
        label="Status"
        choices={[ALL, ...REGISTRATION_STATUSES.map((value) => ({ value, text: statusOf(`npq-${value}`).text }))]}
      />
      <SelectField
        name="cohort"
        label="Cohort"
        choices={[ALL, ...cohorts.map(({ identifier, name }) => ({ value: identifier, text: name }))]}
      />
      <SelectField
        name="course"
        label="Course"
        choices={[ALL, ...[...courses.values()].map((one) => ({ value: one.identifier, text: courseText(one) }))]}
      />
      <SelectField
        name="provider"
        label="Provider"
        choices={[ALL, ...providers.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <SelectField
        name="setting"
        label="Work setting"
        choices={[ALL, ...WORK_SETTINGS.map((value) => ({ value, text: settingText[value] }))]}
      />
      <SelectField
        name="sort"
        label="Sort by"
        choices={[
          { value: 'newest', text: 'Newest first' },
          { value: 'oldest', text: 'Oldest first' },
        ]}
      />
    </Filters>
  )
}

const ALL = { value: '', text: 'All' }

function activeOf({ query, filters, cohorts, courses, providers }: SearchFacts): readonly ActiveFilter[] {
  const course = filters.course === null ? undefined : courses.get(filters.course)
  const on: readonly (readonly [string, string, string | undefined])[] = [
    ['q', 'Search', query['q'] || undefined],
    ['status', 'Status', filters.status === null ? undefined : statusOf(`npq-${filters.status}`).text],
    ['cohort', 'Cohort', cohorts.find(({ identifier }) => identifier === filters.cohort)?.name],
    ['course', 'Course', course && courseText(course)],
    ['provider', 'Provider', providers.find(({ id }) => id === filters.providerId)?.name],
    [
      'setting',
      'Work setting',
      WORK_SETTINGS.filter((one) => one === filters.setting).map((one) => settingText[one])[0],
    ],
  ]
  return on.flatMap(([name, group, text]) => (text ? [{ group, text, removeHref: without(query, name) }] : []))
}

function without(query: SearchFacts['query'], name: string): string {
  const { [name]: _off, page: _page, ...rest } = query
  return `${PATH}?${new URLSearchParams(rest)}`
}
