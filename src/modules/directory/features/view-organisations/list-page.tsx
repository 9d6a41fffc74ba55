import type { Page } from '#src/platform/http/route.ts'
import { SelectField, TextField } from '#src/ui/fields.tsx'
import { type ActiveFilter, FilteredList, Filters } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { hrefOfPage, type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { kindText, ORGANISATION_KINDS, ORGANISATION_ROLES, roleText } from '../../organisation.ts'
import type { OrganisationInList, OrganisationSearch } from '../../organisations-queries.ts'

type List = {
  readonly search: OrganisationSearch
  readonly organisations: readonly OrganisationInList[]
  readonly paging: Paging
  readonly query: Readonly<Record<string, string>>
}

const PATH = '/organisations'

/** Lead providers, delivery partners, appropriate bodies, trusts and the rest, for staff. */
export const organisationListPage = ({ search, organisations, paging, query }: List): Page => {
  const count = rangeText(paging, 'organisation', 'organisations')
  return page(
    { title: `Organisations${pageOfPages(paging)}`, width: 'full' },
    <>
      <h1 class="govuk-heading-l">Organisations</h1>
      <FilteredList filters={<OrganisationFilters search={search} query={query} />}>
        <h2 class="govuk-heading-m">{count}</h2>
        {organisations.length === 0 ? (
          <NothingFound />
        ) : (
          <OrganisationTable organisations={organisations} count={count} />
        )}
        <Pagination paging={paging} path={PATH} query={query} />
      </FilteredList>
    </>,
  )
}

const NothingFound = (): Html => (
  <p class="govuk-body">
    No organisation has all of these. Take off a filter, or enter fewer letters of the name. Names that an organisation
    used before are searched too. To find a school, use{' '}
    <a class="govuk-link" href="/schools">
      Schools
    </a>
    .
  </p>
)

type TableProps = { readonly organisations: readonly OrganisationInList[]; readonly count: string }

const OrganisationTable = ({ organisations, count }: TableProps): Html => (
  <Table
    caption={`Organisations: ${count}`}
    captionClasses="govuk-visually-hidden"
    firstCellIsHeader
    head={[{ text: 'Name and kind' }, { text: 'Roles today' }]}
    rows={organisations.map((organisation) => [
      { html: <Name organisation={organisation} /> },
      { text: organisation.roles.map((role) => roleText[role]).join(', ') || 'None' },
    ])}
  />
)

const Name = ({ organisation }: { readonly organisation: OrganisationInList }): Html => {
  const { id, name, kind, aliases, status } = organisation
  const also = aliases.length === 0 ? '' : `. Also known as ${aliases.join(', ')}`
  return (
    <>
      <a class="govuk-link" href={`${PATH}/${id}`}>
        {name}
      </a>{' '}
      {status === 'open' ? null : <StatusTag status={`organisation-${status}`} />}
      <span class="govuk-!-display-block govuk-!-font-weight-regular">{`${kindText[kind]}${also}`}</span>
    </>
  )
}

type FilterProps = Pick<List, 'search' | 'query'>

const OrganisationFilters = ({ search, query }: FilterProps): Html => (
  <Filters state={freshForm(PATH, { values: query })} active={activeFilters(search, query)} clearHref={PATH}>
    <TextField name="q" label="Name" hint="Any part of a name it has or had" />
    <SelectField
      name="role"
      label="Role today"
      choices={[
        { value: '', text: 'Any' },
        ...ORGANISATION_ROLES.map((role) => ({ value: role, text: roleText[role] })),
      ]}
    />
    <SelectField
      name="kind"
      label="Kind"
      choices={[
        { value: '', text: 'Any' },
        ...ORGANISATION_KINDS.filter((kind) => kind !== 'school').map((kind) => ({
          value: kind,
          text: kindText[kind],
        })),
      ]}
    />
  </Filters>
)

function activeFilters({ text, role, kind }: OrganisationSearch, query: List['query']): readonly ActiveFilter[] {
  const without = (name: string) =>
    hrefOfPage(PATH, Object.fromEntries(Object.entries(query).filter(([key]) => key !== name)), 1)
  return [
    ...(text ? [{ group: 'name', text, removeHref: without('q') }] : []),
    ...(role ? [{ group: 'role', text: roleText[role], removeHref: without('role') }] : []),
    ...(kind ? [{ group: 'kind', text: kindText[kind], removeHref: without('kind') }] : []),
  ]
}
