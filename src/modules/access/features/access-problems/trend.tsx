import { dateText, type Temporal } from '#src/kit/dates.ts'
import { LineChart, MOST_SERIES, type Series } from '#src/ui/chart.tsx'
import { countText } from '#src/ui/count-text.ts'
import { Details } from '#src/ui/govuk.ts'
import type { Html } from '#src/ui/govuk-types.ts'
import { WideTable } from '#src/ui/wide-table.tsx'
import type { ProblemReport, Step } from '../../reports/problem-report-queries.ts'
import { type Problem, problemText, totalOf } from '../../reports/problem-rules.ts'

type Props = {
  readonly report: ProblemReport
  readonly steps: readonly Temporal.PlainDate[]
  readonly chosen: { readonly by: Step }
}

/** The most frequent problems over time, drawn and in figures. */
export const Trend = ({ report, steps, chosen: { by } }: Props): Html => {
  const most = [...report.whole]
    .filter((figures) => totalOf(figures) > 0)
    .sort((one, other) => totalOf(other) - totalOf(one))
    .slice(0, MOST_SERIES)
  if (most.length === 0) return <p class="govuk-body">There is nothing to draw in this period.</p>
  const series = most.map(
    ({ problem }): Series => ({
      name: problemText[problem].name,
      values: steps.map((step) => timesIn(report, problem, step)),
    }),
  )
  return (
    <>
      <LineChart
        id="over-time"
        title={`The most frequent problems, ${by} by ${by}. The table below has the same figures`}
        labels={steps.map((step) => labelOf(step, by))}
        series={series}
      />
      <Details
        summaryText={`Figures ${by} by ${by}`}
        html={
          <WideTable
            caption={`The most frequent problems, ${by} by ${by}`}
            captionClasses="govuk-table__caption--s"
            firstCellIsHeader
            head={[
              { text: `${by === 'month' ? 'Month' : 'Week'} from` },
              ...series.map(({ name }) => ({ text: name, format: 'numeric' as const })),
            ]}
            rows={steps.map((step, at) => [
              { text: dateText(step) },
              ...series.map(({ values }) => ({ text: countText(values[at] ?? 0), format: 'numeric' as const })),
            ])}
          />
        }
      />
    </>
  )
}

const timesIn = (report: ProblemReport, problem: Problem, step: Temporal.PlainDate): number => {
  const found = report.steps.find(({ begins, figures }) => figures.problem === problem && begins.equals(step))
  return found ? totalOf(found.figures) : 0
}

const labelOf = (step: Temporal.PlainDate, by: Step): string =>
  step.toLocaleString(
    'en-GB',
    by === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short' },
  )
