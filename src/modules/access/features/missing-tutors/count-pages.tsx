import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import type { Grouped } from '../../invitations/missing-queries.ts'
import { withQuery } from '../../invitations/missing-search.ts'
import { PATH, TITLE } from './list-page.tsx'

export const TRUSTS_PER_PAGE = 100

type Groups = { readonly groups: readonly Grouped[]; readonly query: Readonly<Record<string, string>> }

export const authoritiesPage = ({ groups, query }: Groups): Page =>
  countPage(
    'by local authority',
    query,
    <GroupTable groups={groups} query={query} param="la" heading="Local authority" />,
  )

export const trustsPage = ({ groups, query, paging }: Groups & { readonly paging: Paging }): Page =>
  countPage(
    `by trust${pageOfPages(paging)}`,
    query,
    <>
      <p class="govuk-body">{rangeText(paging, 'trust', 'trusts')}, those with the most schools first.</p>
      <GroupTable groups={groups} query={query} param="trust" heading="Trust" />
      <Pagination paging={paging} path={`${PATH}/trusts`} query={query} />
    </>,
  )

const countPage = (by: string, query: Groups['query'], content: Html): Page =>
  page(
    { title: `${TITLE} ${by}`, back: withQuery(PATH, query) },
    <>
      <h1 class="govuk-heading-l">
        {TITLE} {by}
      </h1>
      {Object.keys(query).length === 0 ? null : (
        <p class="govuk-body">Counted with the filters of the list that you came from.</p>
      )}
      {content}
    </>,
  )

type TableProps = Groups & { readonly param: 'la' | 'trust'; readonly heading: string }

const GroupTable = ({ groups, query, param, heading }: TableProps): Html =>
  groups.length === 0 ? (
    <p class="govuk-body">There are none. Go back to take filters off.</p>
  ) : (
    <Table
      caption={`Schools for each ${heading.toLowerCase()}`}
      captionClasses="govuk-visually-hidden"
      head={[{ text: heading }, { text: 'Schools', format: 'numeric' }]}
      rows={groups.map(({ key, name, schools }) => [
        { html: <GroupLink name={name} href={withQuery(PATH, { ...query, [param]: key })} /> },
        { text: countText(schools), format: 'numeric' },
      ])}
    />
  )

const GroupLink = ({ name, href }: { readonly name: string; readonly href: string }): Html => (
  <a class="govuk-link" href={href}>
    {name}
  </a>
)
