import { sql } from 'kysely'
import type { Temporal } from '#src/kit/dates.ts'
import { type EventAbout, eventsAbout } from '#src/platform/audit/event-subjects-queries.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { emailNotDelivered } from '#src/platform/email/email-events.ts'
import { identityConnected } from '../identities/identity-events.ts'
import { signInProblemReported } from '../problems/sign-in-problem-events.ts'
import { accountEnabled, addressCorrected, sessionsEndedByStaff, signInUnlocked } from '../remedies/remedy-events.ts'
import { episodes, type FromHistory } from './problem-episodes-queries.ts'
import { GIVEN_UP_AFTER, OUTCOMES, type Outcome, PROBLEMS, type Problem, type ProblemFigures } from './problem-rules.ts'

export const STEPS = ['week', 'month'] as const
export type Step = (typeof STEPS)[number]

export type ReportAsked = {
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly by: Step
  readonly now: Temporal.Instant
}

export type ReportStep = { readonly begins: Temporal.PlainDate; readonly figures: ProblemFigures }

/** How often each problem came up, how it ended and how long it took: over the whole period, and by its weeks or months. Four queries. */
export async function problemReport(reader: Reader, asked: ReportAsked) {
  const history = await fromHistory(reader, asked)
  const { rows } = await sql<Row>`
    with ${episodes({ ...history, ...asked })},
    ended as (
      select problem, extract(epoch from got_in_at - began_at) as seconds,
        date_trunc(${asked.by}, began_at at time zone 'Europe/London')::date as step,
        case
          when refused then 'not-in'
          when got_in_at is not null and by_staff then 'staff'
          when got_in_at is not null then 'alone'
          when began_at < ${asked.now.subtract(GIVEN_UP_AFTER)}::timestamptz then 'not-in'
          else 'waiting'
        end as outcome
      from episodes where began_at < ${asked.now}::timestamptz
    )
    select problem, step,
      ${sql.join(OUTCOMES.map((outcome) => sql`count(*) filter (where outcome = ${outcome})::int as ${sql.ref(outcome)}`))},
      percentile_cont(0.5) within group (order by seconds) filter (where outcome in ('alone', 'staff')) as median,
      percentile_cont(0.9) within group (order by seconds) filter (where outcome in ('alone', 'staff')) as ninetieth
    from ended group by grouping sets ((problem), (problem, step)) order by step nulls first, problem
  `.execute(reader)
  const read = rows.map((row) => ({ begins: row.step, figures: figuresFrom(row) }))
  return {
    whole: PROBLEMS.map(
      (problem) =>
        read.find(({ begins, figures }) => begins === null && figures.problem === problem)?.figures ?? none(problem),
    ),
    steps: read.flatMap(({ begins, figures }): readonly ReportStep[] => (begins === null ? [] : [{ begins, figures }])),
  }
}

export type ProblemReport = Awaited<ReturnType<typeof problemReport>>

type Row = Readonly<Record<Outcome, number>> & {
  readonly problem: string
  readonly step: Temporal.PlainDate | null
  readonly median: number | null
  readonly ninetieth: number | null
}

function figuresFrom(row: Row): ProblemFigures {
  const problem = PROBLEMS.find((known) => known === row.problem)
  if (!problem) throw new Error(`${row.problem} is not a problem of the report`)
  const { alone, staff, waiting, 'not-in': notIn } = row
  return {
    problem,
    outcomes: { alone, staff, waiting, 'not-in': notIn },
    medianSeconds: row.median,
    ninetiethSeconds: row.ninetieth,
  }
}

const none = (problem: Problem): ProblemFigures => ({
  problem,
  outcomes: { alone: 0, staff: 0, waiting: 0, 'not-in': 0 },
  medianSeconds: null,
  ninetiethSeconds: null,
})

const MENDED = [signInUnlocked, addressCorrected, accountEnabled, sessionsEndedByStaff, identityConnected]

const isOfStaff = (event: EventAbout): boolean =>
  event.name !== identityConnected.name || identityConnected.payload.parse(event.payload).because === 'moved-by-staff'

/** What the history tells: failures of delivery, what staff did, and wrong accounts. All may come after the period that they belong to. */
async function fromHistory(reader: Reader, { from, now }: ReportAsked): Promise<FromHistory> {
  const failed = await eventsAbout(reader, { names: [emailNotDelivered.name], about: 'proof', from, to: now })
  const mended = await eventsAbout(reader, { names: MENDED.map(({ name }) => name), about: 'account', from, to: now })
  const chosen = await eventsAbout(reader, { names: [signInProblemReported.name], about: 'proof', from, to: now })
  return {
    undelivered: failed.map(({ subjectId }) => subjectId),
    treated: mended.filter(isOfStaff).map(({ subjectId, at }) => ({ accountId: subjectId, at })),
    wrongAccounts: chosen
      .filter((event) => problemIn(event) === 'wrong-account')
      .map(({ subjectId, at }) => ({ proofId: subjectId, at })),
  }
}

const problemIn = ({ payload }: EventAbout): Problem | null => {
  const { kind } = signInProblemReported.payload.parse(payload)
  return PROBLEMS.find((problem) => kind.endsWith(`.${problem}`)) ?? null
}

/** How often visitors chose each problem on "Problems signing in", whether or not it shows in what they did. One query. */
export async function chosenProblems(reader: Reader, { from, to }: Pick<ReportAsked, 'from' | 'to'>) {
  const events = await eventsAbout(reader, { names: [signInProblemReported.name], about: 'platform', from, to })
  const counts = new Map<Problem, number>()
  for (const event of events) {
    const problem = problemIn(event)
    if (problem) counts.set(problem, (counts.get(problem) ?? 0) + 1)
  }
  return counts
}
