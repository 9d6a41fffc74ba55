import { momentText } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { countText } from '#src/ui/count-text.ts'
import { InsetText } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Pagination } from '#src/ui/pagination.tsx'
import { type Paging, pageOfPages } from '#src/ui/paging.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import { fundingReasonForStaff } from '../../funding/funding-reasons-rules.ts'
import type { ScenarioResult } from '../../scenarios/scenario.ts'
import { countsText } from '../../scenarios/scenario-lines.ts'
import type { ScenarioRun } from '../../scenarios/scenario-runs-queries.ts'

type Facts = {
  readonly run: ScenarioRun
  readonly listed: readonly ScenarioResult[]
  /** Every row, not only those that differ. */
  readonly all: boolean
  readonly paging: Paging
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

/** What came of a table of cases. */
export const runPage = (facts: Facts): Page => {
  const { run, listed, all, paging, path, query } = facts
  return page(
    { title: `${run.fileName}${pageOfPages(paging)}`, back: '/staff/npq/scenarios', width: 'full' },
    <>
      <h1 class="govuk-heading-l govuk-!-text-break-word">{run.fileName}</h1>
      <InsetText text={`${countsText(run.results)}. Run at ${momentText(run.ranAt)}.`} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${path}/file`}>
          Download every row with what came
        </a>
        <br />
        <a class="govuk-link" href={all ? path : `${path}?rows=all`}>
          {all ? 'Show only rows that differ' : 'Show all rows'}
        </a>
      </p>
      {listed.length === 0 ? (
        <p class="govuk-body">Every row came out as expected.</p>
      ) : (
        <>
          <Rows listed={listed} all={all} />
          <Pagination paging={paging} path={path} query={query} />
        </>
      )}
    </>,
  )
}

const Rows = ({ listed, all }: Pick<Facts, 'listed' | 'all'>): Html => (
  <WideTable
    caption={all ? 'All rows' : 'Rows that differ or cannot be read'}
    captionClasses="govuk-table__caption--m"
    firstCellIsHeader
    head={['Line', 'Cohort', 'Setting', 'Course', 'Facts', 'Expected', 'Came', 'Why'].map((text) => ({ text }))}
    rows={listed.map((result) => [
      { text: countText(result.line) },
      { text: result.cells.cohort ?? '' },
      { text: result.cells.work_setting ?? '' },
      { text: result.cells.course ?? '' },
      { text: factsText(result) },
      { text: result.cells.expected ?? '' },
      { text: result.came ?? 'Not readable' },
      { text: result.reason === null ? `${result.faults.join('. ')}.` : fundingReasonForStaff(result.reason) },
    ])}
  />
)

function factsText({ cells }: ScenarioResult): string {
  const is = (cell: string | undefined) => cell?.toLowerCase() === 'yes'
  return [
    is(cells.works_in_england) ? '' : 'not in England',
    is(cells.previously_funded) ? 'funded before' : '',
    is(cells.rise) ? 'RISE' : '',
    is(cells.pp50) ? 'PP50' : '',
  ]
    .filter(Boolean)
    .join(', ')
}
