import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { BarChart } from '#src/ui/chart.tsx'
import { countText } from '#src/ui/count-text.ts'
import { FilteredList } from '#src/ui/filters.tsx'
import { Button, Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination, rangeText } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { NamedOrganisation, School } from '../../../directory/public.ts'
import type { Criteria } from '../../invitations/batch.ts'
import { MISSING_REASONS, type MissingReason, missingReasonTexts } from '../../invitations/missing-rules.ts'
import { withQuery } from '../../invitations/missing-search.ts'
import { AsItWas } from '../../missing-list/as-it-was.tsx'
import type { ListedSchool, MissingCounts } from '../../missing-list/missing-list-queries.ts'
import type { MissingSort } from '../../missing-list/missing-list-rules.ts'
import { MissingFilters } from './list-filters.tsx'

export const PATH = '/staff/missing-tutors'
export const TITLE = 'Schools without an induction tutor'

export type MissingList = {
  readonly criteria: Criteria
  readonly sort: MissingSort
  readonly query: Readonly<Record<string, string>>
  readonly authorities: readonly { readonly code: string; readonly name: string }[]
  readonly counts: MissingCounts
  readonly schools: readonly ListedSchool[]
  readonly paging: Paging
  /** When the list was made; null when it never was. */
  readonly asAt: Temporal.Instant | null
  readonly facts: ReadonlyMap<string, School>
  readonly trusts: ReadonlyMap<string, NamedOrganisation>
  /** Those of the page that have named their tutor since. */
  readonly named: ReadonlySet<string>
  readonly now: Temporal.Instant
}

/** The reasons with their counts, then the schools of the filter, and what can be done with all of them. */
export const listPage = (list: MissingList): Page => {
  const { counts, paging, query, asAt, now } = list
  return page(
    { title: `${TITLE}${pageOfPages(paging)}`, width: 'full', breadcrumbs: [{ text: 'Staff home', href: '/staff' }] },
    <>
      <h1 class="govuk-heading-l">{TITLE}</h1>
      <AsItWas asAt={asAt} now={now} />
      <Reasons counts={counts} query={query} />
      <FilteredList filters={<MissingFilters {...list} />}>
        <h2 class="govuk-heading-m">{rangeText(paging, 'school', 'schools')}</h2>
        {paging.total === 0 ? <NothingFound /> : <WithAll {...list} />}
        {paging.total === 0 ? null : <Schools {...list} />}
        <Pagination paging={paging} path={PATH} query={query} />
      </FilteredList>
    </>,
  )
}

type ReasonsProps = { readonly counts: MissingCounts; readonly query: MissingList['query'] }

const Reasons = ({ counts, query }: ReasonsProps): Html => {
  const { reason: _, ...others } = query
  const total = MISSING_REASONS.reduce((sum, reason) => sum + (counts.get(reason) ?? 0), 0)
  const told = MISSING_REASONS.filter((reason) => (counts.get(reason) ?? 0) > 0)
  return (
    <>
      <p class="govuk-body">
        {countText(total)} schools that can use the service have nobody registered. Count them by{' '}
        <a class="govuk-link" href={withQuery(`${PATH}/local-authorities`, query)}>
          local authority
        </a>{' '}
        or by{' '}
        <a class="govuk-link" href={withQuery(`${PATH}/trusts`, query)}>
          trust
        </a>
        , or see{' '}
        <a class="govuk-link" href="/staff/invitations">
          earlier invitations
        </a>
        .
      </p>
      {told.length === 0 ? null : (
        <BarChart
          id="reasons-chart"
          title="Schools by reason. The table below has the same figures."
          bars={told.map((reason) => ({ label: missingReasonTexts[reason].text, value: counts.get(reason) ?? 0 }))}
        />
      )}
      <Table
        caption="Why nobody is registered"
        captionClasses="govuk-table__caption--m"
        head={[{ text: 'Reason' }, { text: 'Schools', format: 'numeric' }, { text: 'What to do' }]}
        rows={MISSING_REASONS.map((reason) => [
          { html: <ReasonLink reason={reason} href={withQuery(PATH, { ...others, reason })} /> },
          { text: countText(counts.get(reason) ?? 0), format: 'numeric' },
          { text: missingReasonTexts[reason].next },
        ])}
      />
    </>
  )
}

const ReasonLink = ({ reason, href }: { readonly reason: MissingReason; readonly href: string }): Html => (
  <a class="govuk-link" href={href}>
    {missingReasonTexts[reason].text}
  </a>
)

const NothingFound = (): Html => (
  <p class="govuk-body">
    No school fits these filters. Take a filter off, or{' '}
    <a class="govuk-link" href={PATH}>
      see all schools without an induction tutor
    </a>
    .
  </p>
)

const WithAll = ({ paging: { total }, query }: MissingList): Html => {
  const schools = total === 1 ? 'this school' : `these ${countText(total)} schools`
  return (
    <div class="govuk-button-group">
      <Button text={`Invite ${schools}`} href={withQuery('/staff/invitations/new', query)} />
      <a class="govuk-link" href={withQuery(`${PATH}/export`, query)}>
        Download {schools} (CSV)
      </a>
    </div>
  )
}

const Schools = ({ schools, facts, trusts, named }: MissingList): Html => (
  <WideTable
    caption="Schools"
    captionClasses="govuk-visually-hidden"
    head={[
      { text: 'School' },
      { text: 'Local authority' },
      { text: 'Trust' },
      { text: 'Reason' },
      { text: 'Newest link' },
    ]}
    rows={schools.flatMap((missing) => {
      const school = facts.get(missing.id)
      if (!school) return []
      return [
        [
          { html: <SchoolCell school={school} /> },
          { text: school.laName },
          { text: missing.trustId === null ? 'None' : (trusts.get(missing.trustId)?.name ?? 'None') },
          { text: named.has(missing.id) ? 'Has named its tutor since' : missingReasonTexts[missing.reason].text },
          { text: missing.sentAt === null ? 'None' : dateText(londonDate(missing.sentAt)) },
        ],
      ]
    })}
  />
)

const SchoolCell = ({ school: { urn, name, phaseName, town } }: { readonly school: School }): Html => (
  <>
    <a class="govuk-link" href={`/schools/${urn}`}>
      {name}
    </a>
    <br />
    URN {urn}, {[phaseName === 'Not applicable' ? null : phaseName, town].filter(Boolean).join(', ')}
  </>
)
