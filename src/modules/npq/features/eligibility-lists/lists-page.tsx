import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Table } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { ELIGIBILITY_LISTS, type EligibilityList, type ListVersions } from '../../lists/eligibility-list.ts'
import { listTitle } from '../../lists/list-files.ts'
import type { ListVersion } from '../../lists/list-version.ts'
import { isComing } from '../../lists/list-version-status.ts'

type Facts = {
  readonly versions: readonly ListVersion[]
  readonly inForce: ListVersions
  readonly now: Temporal.Instant
}

/** The lists that funding is decided by. */
export const listsPage = (facts: Facts): Page =>
  page(
    {
      title: 'Lists of eligible settings',
      width: 'full',
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'Lists of eligible settings', href: '/staff/npq/lists' },
      ],
    },
    <>
      <h1 class="govuk-heading-l">Lists of eligible settings</h1>
      <p class="govuk-body">
        Funding for national professional qualifications is decided by the version of each list that counts at that
        moment. Each decision keeps the versions that it was made by.
      </p>
      <Table
        caption="Lists"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          { text: 'List' },
          { text: 'Counts since' },
          { text: 'Settings', format: 'numeric' },
          { text: 'Comes next' },
        ]}
        rows={ELIGIBILITY_LISTS.map((list) => rowOf(list, facts))}
      />
      <p class="govuk-body">
        <a class="govuk-link" href="/staff/npq/scenarios">
          Run a table of cases through the rules of funding
        </a>
      </p>
    </>,
  )

function rowOf(list: EligibilityList, { versions, inForce, now }: Facts) {
  const counts = versions.find(({ id }) => id === inForce[list])
  const next = versions.find((version) => version.list === list && isComing(version, now))
  return [
    { html: <ListLink list={list} /> },
    { text: counts ? dayOf(counts) : 'No version counts' },
    { text: counts ? countText(counts.rows) : '0', format: 'numeric' as const },
    { text: next ? `${countText(next.rows)} from ${dayOf(next)}` : 'Nothing' },
  ]
}

const dayOf = ({ inForceFrom }: ListVersion): string => dateText(londonDate(inForceFrom))

const ListLink = ({ list }: { readonly list: EligibilityList }): Html => (
  <a class="govuk-link" href={`/staff/npq/lists/${list}`}>
    {listTitle[list]}
  </a>
)
