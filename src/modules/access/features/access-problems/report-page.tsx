import { dateText, type Temporal } from '#src/kit/dates.ts'
import type { Page } from '#src/platform/http/route.ts'
import { BarChart } from '#src/ui/chart.tsx'
import { countText } from '#src/ui/count-text.ts'
import { SelectField } from '#src/ui/fields.tsx'
import { SearchForm } from '#src/ui/filters.tsx'
import { freshForm } from '#src/ui/form.tsx'
import { Button, Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { page } from '#src/ui/layout.tsx'
import { Summary } from '#src/ui/summary.tsx'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { ProblemReport } from '../../reports/problem-report-queries.ts'
import {
  durationText,
  GIVEN_UP_AFTER_DAYS,
  OUTCOMES,
  outcomeText,
  PROBLEMS,
  type Problem,
  type ProblemFigures,
  problemText,
  shareAlone,
  totalOf,
} from '../../reports/problem-rules.ts'
import { BeforeAndAfter } from './before-and-after.tsx'
import { type Chosen, PERIODS } from './choices.ts'
import { shareText } from './share-text.ts'
import { Trend } from './trend.tsx'

export type ReportFacts = {
  readonly chosen: Chosen
  /** Every problem, whichever is chosen. */
  readonly all: readonly ProblemFigures[]
  readonly report: ProblemReport
  /** How often visitors chose it on "Problems signing in". */
  readonly chosenByVisitors: ReadonlyMap<Problem, number>
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly steps: readonly Temporal.PlainDate[]
}

/** How people get in, and what stops them: figures, drawings with their tables, and how each figure is counted. */
export const reportPage = (facts: ReportFacts): Page =>
  page(
    {
      title: 'Problems with access',
      breadcrumbs: [
        { text: 'Staff home', href: '/staff' },
        { text: 'Problems with access', href: '/staff/access-problems' },
      ],
      width: 'full',
    },
    <>
      <h1 class="govuk-heading-l">Problems with access</h1>
      <p class="govuk-body">
        From {dateText(facts.first)} to {dateText(facts.last)}, counted from the records a moment ago.
      </p>
      <Choices {...facts.chosen} />
      <h2 class="govuk-heading-m">How often, how they ended and how long they took</h2>
      <Figures {...facts} />
      <h2 class="govuk-heading-m">{facts.chosen.by === 'month' ? 'Month by month' : 'Week by week'}</h2>
      <Trend {...facts} />
      <h2 class="govuk-heading-m">The most frequent problems before, and now</h2>
      <BeforeAndAfter figures={facts.all} chosen={facts.chosenByVisitors} />
      <h2 class="govuk-heading-m">How this is counted</h2>
      <HowCounted />
    </>,
  )

const Choices = ({ period, by, problem }: Chosen): Html => (
  <SearchForm state={freshForm('/staff/access-problems', { values: { period, by, problem: problem ?? '' } })}>
    <SelectField
      name="period"
      label="Period"
      choices={Object.entries(PERIODS).map(([value, text]) => ({ value, text }))}
    />
    <SelectField
      name="by"
      label="Shown by"
      choices={[
        { value: 'month', text: 'Month' },
        { value: 'week', text: 'Week' },
      ]}
    />
    <SelectField
      name="problem"
      label="Problem"
      choices={[
        { value: '', text: 'All problems' },
        ...PROBLEMS.filter((one) => problemText[one].isRecorded).map((one) => ({
          value: one,
          text: problemText[one].name,
        })),
      ]}
    />
    <Button text="Show" />
  </SearchForm>
)

const HEAD = [
  'Problem',
  'Times',
  ...OUTCOMES.map((one) => outcomeText[one]),
  'Share solved alone',
  'Half got in within',
  '9 of 10',
  'Chosen by visitors',
]

const Figures = ({ report, chosen, chosenByVisitors }: ReportFacts): Html => {
  const recorded = report.whole.filter(({ problem }) => problemText[problem].isRecorded)
  return recorded.every((figures) => totalOf(figures) === 0) ? (
    <p class="govuk-body">Nobody had a problem with access in this period, as far as our records tell.</p>
  ) : (
    <>
      <BarChart
        id="how-often"
        title="How often each problem came up. The table below has the same figures"
        bars={recorded.map((figures) => ({ label: problemText[figures.problem].name, value: totalOf(figures) }))}
      />
      <WideTable
        caption="Problems with access"
        captionClasses="govuk-table__caption--s"
        firstCellIsHeader
        head={HEAD.map((text, at) => (at === 0 ? { text } : { text, format: 'numeric' as const }))}
        rows={recorded.map((figures) => [
          { text: problemText[figures.problem].name },
          ...cellsOf(figures, chosenByVisitors),
        ])}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={fileHref(chosen)}>
          Download the figures (CSV)
        </a>
      </p>
    </>
  )
}

const cellsOf = (figures: ProblemFigures, chosen: ReadonlyMap<Problem, number>) =>
  [
    countText(totalOf(figures)),
    ...OUTCOMES.map((outcome) => countText(figures.outcomes[outcome])),
    shareText(shareAlone(figures)),
    figures.medianSeconds === null ? 'Nobody yet' : durationText(figures.medianSeconds),
    figures.ninetiethSeconds === null ? 'Nobody yet' : durationText(figures.ninetiethSeconds),
    countText(chosen.get(figures.problem) ?? 0),
  ].map((text) => ({ text, format: 'numeric' as const }))

const fileHref = ({ period, by, problem }: Chosen): string =>
  `/staff/access-problems/file?${new URLSearchParams({ period, by, ...(problem ? { problem } : {}) })}`

const HowCounted = (): Html => (
  <>
    <p class="govuk-body">
      Half of the people who got in did so within the first time, and 9 of 10 within the second. A problem that nobody
      has solved after {GIVEN_UP_AFTER_DAYS} days counts as not solved. ‘Solved alone’ means that no member of staff did
      anything; its share is of those that are decided. ‘Chosen by visitors’ is how often it was chosen on ‘Problems
      signing in’, by whomever.
    </p>
    <Details
      summaryText="What counts as each problem, and what solves it"
      html={
        <Summary
          rows={PROBLEMS.map((problem) => ({
            key: problemText[problem].name,
            value: (
              <>
                {problemText[problem].counted}
                <br />
                What solves it: {problemText[problem].remedy}
              </>
            ),
          }))}
        />
      }
    />
  </>
)
