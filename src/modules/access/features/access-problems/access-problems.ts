import { CSV_BEGINNING, CSV_TYPE, csvLine } from '#src/kit/csv.ts'
import { londonDate, startOfDay, type Temporal } from '#src/kit/dates.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import {
  chosenProblems,
  type ProblemReport,
  problemReport,
  STEPS,
  type Step,
} from '../../reports/problem-report-queries.ts'
import {
  OUTCOMES,
  outcomeText,
  PROBLEMS,
  type ProblemFigures,
  problemText,
  shareAlone,
  totalOf,
} from '../../reports/problem-rules.ts'
import type { Chosen } from './choices.ts'
import { reportPage } from './report-page.tsx'

/** The problems with access: how often, how they ended, how long they took. Counted from the records at this moment. */
export async function showReport(request: WebRequest): Promise<Reply> {
  const chosen = chosenIn(request.query)
  return show(reportPage({ chosen, ...(await reportFor(request, chosen)) }))
}

/** The same figures as a file, for the whole period and for each of its steps. */
export async function sendReportFile(request: WebRequest): Promise<Reply> {
  const chosen = chosenIn(request.query)
  const { report, first, last } = await reportFor(request, chosen)
  const head = ['From', 'Problem', 'Area', 'Times', ...OUTCOMES.map((outcome) => outcomeText[outcome])]
  const whole = report.whole.filter(({ problem }) => problemText[problem].isRecorded)
  const body = [
    CSV_BEGINNING,
    csvLine([...head, 'Median seconds to get in', '90th percentile of seconds', 'Share solved alone']),
    ...whole.map((figures) => lineOf(`${first.toString()} to ${last.toString()}`, figures)),
    ...report.steps.map(({ begins, figures }) => lineOf(begins.toString(), figures)),
  ].join('')
  return { kind: 'text', status: 200, type: CSV_TYPE, body, fileName: `access-problems-${last.toString()}.csv` }
}

async function reportFor({ db, now }: WebRequest, { period, by, problem }: Chosen) {
  const last = londonDate(now)
  const first = beginningOf(last.subtract({ months: Number(period) }), by)
  const all = await problemReport(db, { from: startOfDay(first), to: now, by, now })
  const isAsked = (figures: ProblemFigures) => problem === null || figures.problem === problem
  const report: ProblemReport = {
    whole: all.whole.filter(isAsked),
    steps: all.steps.filter(({ figures }) => isAsked(figures)),
  }
  const chosen = await chosenProblems(db, { from: startOfDay(first), to: now })
  return { all: all.whole, report, chosenByVisitors: chosen, first, last, steps: stepsFrom(first, last, by) }
}

/** Steps are counted whole: the first one is not cut. Weeks begin on Monday. */
const beginningOf = (day: Temporal.PlainDate, by: Step): Temporal.PlainDate =>
  by === 'month' ? day.with({ day: 1 }) : day.subtract({ days: day.dayOfWeek - 1 })

function stepsFrom(first: Temporal.PlainDate, last: Temporal.PlainDate, by: Step): readonly Temporal.PlainDate[] {
  const length = by === 'month' ? { months: 1 } : { weeks: 1 }
  const steps: Temporal.PlainDate[] = []
  for (let step = first; step.since(last).sign <= 0; step = step.add(length)) steps.push(step)
  return steps
}

const chosenIn = ({ period, by, problem }: WebRequest['query']): Chosen => ({
  period: period === '3' || period === '36' ? period : '12',
  by: STEPS.find((step) => step === by) ?? 'month',
  problem: PROBLEMS.find((known) => known === problem) ?? null,
})

const lineOf = (from: string, figures: ProblemFigures): string => {
  const share = shareAlone(figures)
  return csvLine([
    from,
    problemText[figures.problem].name,
    problemText[figures.problem].area,
    totalOf(figures),
    ...OUTCOMES.map((outcome) => figures.outcomes[outcome]),
    rounded(figures.medianSeconds),
    rounded(figures.ninetiethSeconds),
    share === null ? null : Math.round(share * 1000) / 1000,
  ])
}

const rounded = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds))
