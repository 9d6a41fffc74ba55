import { dateText, type Temporal } from '#src/kit/dates.ts'
import { earlierHistory } from '#src/platform/audit/history-pages.ts'
import type { HistoryEntry, Page } from '#src/platform/http/route.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { Timeline } from '#src/ui/timeline.tsx'
import { kindText } from '../../organisation.ts'
import type { Organisation } from '../../organisations-queries.ts'
import type { SchoolInList } from '../../school.ts'
import { type Aliases, AliasTable, type Relations, RelationTable, type Roles, RoleTable } from './fact-tables.tsx'

type Shown = {
  readonly organisation: Organisation
  readonly roles: Roles
  readonly aliases: Aliases
  readonly relations: Relations
  readonly schools: readonly SchoolInList[]
  readonly paging: Paging
  readonly entries: readonly HistoryEntry[]
  readonly day: Temporal.PlainDate
}

/** Everything that is known of an organisation, on one page, for staff. */
export const organisationPage = (shown: Shown): Page => {
  const { organisation, roles, aliases, relations, paging, entries, day } = shown
  const { id, name, kind } = organisation
  return page(
    {
      title: `${name}${pageOfPages(paging)}`,
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'Organisations', href: '/organisations' },
      ],
    },
    <>
      <span class="govuk-caption-l">{kindText[kind]}</span>
      <h1 class="govuk-heading-l">{name}</h1>
      <Facts organisation={organisation} />
      <RoleTable roles={roles} day={day} />
      <AliasTable aliases={aliases} />
      <RelationTable relations={relations} />
      {kind === 'trust' ? <Schools {...shown} /> : null}
      <h2 class="govuk-heading-m">History</h2>
      <Timeline entries={entries} earlier={earlierHistory(`/organisations/${id}`, entries)} />
    </>,
  )
}

const Facts = ({
  organisation: { status, ukprn, postcode, openedOn, closedOn },
}: {
  readonly organisation: Organisation
}): Html => (
  <Summary
    rows={[
      { key: 'Status', value: <StatusTag status={`organisation-${status}`} /> },
      ...(ukprn ? [{ key: 'UKPRN', value: ukprn }] : []),
      ...(postcode ? [{ key: 'Postcode', value: postcode }] : []),
      ...(openedOn ? [{ key: 'Opened', value: dateText(openedOn) }] : []),
      ...(closedOn ? [{ key: 'Closed', value: dateText(closedOn) }] : []),
    ]}
  />
)

const Schools = ({ organisation, schools, paging }: Shown): Html => (
  <>
    <h2 class="govuk-heading-m">Schools</h2>
    <p class="govuk-body">{rangeText(paging, 'school', 'schools')}</p>
    <ul class="govuk-list">
      {schools.map(({ urn, name, laName, status }) => (
        <li>
          <a class="govuk-link" href={`/schools/${urn}`}>
            {name}
          </a>
          , {laName}, URN {urn} {status === 'open' ? null : <StatusTag status={`school-${status}`} />}
        </li>
      ))}
    </ul>
    <Pagination paging={paging} path={`/organisations/${organisation.id}`} query={{}} />
  </>
)
