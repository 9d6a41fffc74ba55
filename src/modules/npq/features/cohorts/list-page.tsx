import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { Button } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { StatusTag } from '#src/ui/status-tag.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import { periodText, standingOf } from '../../cohorts/cohort-days-rules.ts'
import type { CohortRecord } from '../../cohorts/cohort-record.ts'

export const COHORTS = '/staff/npq/cohorts'

type Facts = {
  readonly cohorts: readonly CohortRecord[]
  readonly counts: ReadonlyMap<string, number>
  readonly today: Temporal.PlainDate
  readonly mayManage: boolean
}

/** Every start of courses, the latest first, and how many registered for it. */
export const cohortsPage = ({ cohorts, counts, today, mayManage }: Facts): Page =>
  page(
    { title: 'Cohorts', width: 'full', breadcrumbs: [{ text: 'Staff home', href: '/staff' }] },
    <>
      <h1 class="govuk-heading-l">Cohorts</h1>
      <p class="govuk-body">A cohort is a start of courses. People register for it on its days of registration.</p>
      {mayManage ? <Button text="Add a cohort" href={`${COHORTS}/new`} /> : null}
      <WideTable
        caption="All cohorts"
        captionClasses="govuk-visually-hidden"
        firstCellIsHeader
        head={[
          ...['Cohort', 'Identifier', 'Registration', 'Courses start', 'Status'].map((text) => ({ text })),
          { text: 'Registrations', format: 'numeric' },
        ]}
        rows={cohorts.map((cohort) => [
          { html: <CohortLink cohort={cohort} /> },
          { text: cohort.identifier },
          { text: periodText(cohort) },
          { text: dateText(cohort.startsOn) },
          { html: <StatusTag status={`npq-cohort-${standingOf(cohort, today)}`} /> },
          { text: countText(counts.get(cohort.identifier) ?? 0), format: 'numeric' },
        ])}
      />
    </>,
  )

const CohortLink = ({ cohort: { identifier, name } }: { readonly cohort: CohortRecord }): Html => (
  <a class="govuk-link" href={`${COHORTS}/${identifier}`}>
    {name}
  </a>
)
