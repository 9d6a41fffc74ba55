import type { Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { withQuery } from '../../invitations/missing-search.ts'
import { AsItWas } from '../../missing-list/as-it-was.tsx'
import type { Grouped } from '../../missing-list/missing-groups-queries.ts'
import { PATH, TITLE } from './list-page.tsx'

type Counted = {
  readonly groups: readonly Grouped[]
  readonly query: Readonly<Record<string, string>>
  readonly asAt: Temporal.Instant | null
  readonly now: Temporal.Instant
}

export const authoritiesPage = (counted: Counted): Page =>
  countPage(
    'by local authority',
    counted,
    <GroupTable groups={counted.groups} query={counted.query} param="la" heading="Local authority" />,
  )

export const trustsPage = ({ paging, ...counted }: Counted & { readonly paging: Paging }): Page =>
  countPage(
    `by trust${pageOfPages(paging)}`,
    counted,
    <>
      <p class="govuk-body">{rangeText(paging, 'trust', 'trusts')}, those with the most schools first.</p>
      <GroupTable groups={counted.groups} query={counted.query} param="trust" heading="Trust" />
      <Pagination paging={paging} path={`${PATH}/trusts`} query={counted.query} />
    </>,
  )

const countPage = (by: string, { query, asAt, now }: Counted, content: Html): Page =>
  page(
    { title: `${TITLE} ${by}`, back: withQuery(PATH, query) },
    <>
      <h1 class="govuk-heading-l">
        {TITLE} {by}
      </h1>
      <AsItWas asAt={asAt} now={now} />
      {Object.keys(query).length === 0 ? null : (
        <p class="govuk-body">Counted with the filters of the list that you came from.</p>
      )}
      {content}
    </>,
  )

type TableProps = Pick<Counted, 'groups' | 'query'> & { readonly param: 'la' | 'trust'; readonly heading: string }

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
