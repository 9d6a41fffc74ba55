import { dateText } from '#src/kit/dates.ts'
import { type FieldError, parseForm, type RawValues } from '#src/kit/form.ts'
import { type Answers, answerTo } from '#src/kit/journey.ts'
import { signedIn } from '#src/kit/policy.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import type { RefusalAnswer } from '#src/ui/journey-config.ts'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import { latestMove, whyNotOn } from '../../work-change/work-change-rules.ts'
import { rawAnswersOf, workDetailsFrom } from '../../work-details/questions/work-details-from.ts'
import { workFacts, workVerify } from '../../work-details/questions/work-facts-queries.ts'
import { type WorkplaceSteps, workplaceJourney } from './journey.ts'
import { loadWorkplace, type OwnWorkplace } from './load.ts'
import { tellWorkplace } from './tell-workplace.ts'
import {
  checkWorkplacePage,
  sameWorkplacePage,
  toldPage,
  workplacePage,
  workplaceStepPages,
} from './workplace-pages.tsx'

type Asked = {
  readonly answers: Answers<WorkplaceSteps>
  readonly subject: OwnWorkplace
  readonly request: WebRequest
}

/** The journey's rows: for anybody signed in, whether or not they are registered for anything. */
export const workplaceRows = journeyRoutes({
  at: '/npq/work-details',
  feature: 'work-details',
  journey: workplaceJourney,
  policy: signedIn,
  load: loadWorkplace,
  owner: ({ actor }) => (actor.accountId ? `account:${actor.accountId}` : null),
  facts: async ({ answers, subject, request }: Asked) => ({
    work: await workFacts(request.db, { answers: { ...known(subject), ...answers }, request, rules: subject.rules }),
  }),
  verify: { ...workVerify, 'first-day': verifyFirstDay },
  pages: workplaceStepPages,
  check: checkWorkplacePage,
  complete: {
    command: tellWorkplace,
    input: (answers) => ({
      work: workDetailsFrom(answers),
      effectiveOn: answerTo(answers, 'first-day').firstDay.toString(),
    }),
    refused: answerToRefusal,
  },
  leadsTo: () => '/npq/work-details/told',
})

const known = ({ latest }: OwnWorkplace) => (latest ? workplaceJourney.read(rawAnswersOf(latest)) : {})

async function verifyFirstDay(
  { subject }: { readonly subject: OwnWorkplace },
  values: RawValues,
): Promise<readonly FieldError[]> {
  const parsed = parseForm(workplaceJourney.steps['first-day'].schema, values)
  if (!parsed.ok) return parsed.errors
  const on = parsed.values.firstDay
  return whyNotOn({ on, since: on, today: subject.today }) === null ? [] : [tooFarAhead(subject)]
}

const tooFarAhead = ({ today }: OwnWorkplace) => ({
  field: 'firstDay',
  message: `First day must be on or before ${dateText(latestMove(today))}`,
  parts: ['day', 'month', 'year'] as const,
})

type Refusal = (typeof tellWorkplace.refusals)[number] | 'not-allowed' | 'not-found'

function answerToRefusal(
  code: Refusal,
  _facts: Readonly<Record<string, unknown>>,
  subject: OwnWorkplace,
): RefusalAnswer<WorkplaceSteps> {
  if (code === 'unchanged') return { page: sameWorkplacePage() }
  return code === 'too-far-ahead' ? { step: 'first-day', ...tooFarAhead(subject) } : { page: workplacePage(subject) }
}

export const showWorkplace = (_request: WebRequest, subject: OwnWorkplace): Reply => show(workplacePage(subject))

/** The confirmation, which can be visited again. */
export const showTold = (): Reply => show(toldPage())
