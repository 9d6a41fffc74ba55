import { dateText, londonDate, type Temporal } from '#src/kit/dates.ts'
import { type FieldError, firstValue, parseForm, type RawValues } from '#src/kit/form.ts'
import { answerTo } from '#src/kit/journey.ts'
import { bankHolidaysFrom } from '#src/modules/directory/public.ts'
import { type Reply, show, type WebRequest } from '#src/platform/http/route.ts'
import type { RefusalAnswer } from '#src/ui/journey-config.ts'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import { jobAnswersFrom, jobVerify } from '../../courses/questions/course-path.ts'
import { whoPaysFrom } from '../../funding/questions/who-pays.tsx'
import { RegistrationId } from '../../registrations/registration.ts'
import { registrationPolicy } from '../../registrations/registration-policy.ts'
import { nextStepOf } from '../../status/next-steps-rules.ts'
import { nextStateOf } from '../../status/state-rules.ts'
import { changeWorkDetails } from '../../work-change/change-work-details.ts'
import { latestMove, whyNotOn } from '../../work-change/work-change-rules.ts'
import { workDetailsFrom } from '../../work-details/questions/work-details-from.ts'
import { workVerify } from '../../work-details/questions/work-facts-queries.ts'
import { changeWorkPages, startPage } from './change-pages.tsx'
import { checkWorkPage } from './check-page.tsx'
import { factsOf, stateOf } from './facts.ts'
import { type ChangeWorkAnswers, type ChangeWorkSteps, changeWorkJourney } from './journey.ts'
import { type ChangingWork, loadChangingWork } from './load.ts'
import { changedMeanwhilePage, changedPage, notEditablePage, unchangedPage } from './result-pages.tsx'

/** The journey's rows, over a draft of whoever is signed in: it is there on every device that they sign in on. */
export const changeWorkRows = journeyRoutes({
  at: '/npq/registrations/:registrationId/change-work-details',
  feature: 'change-work-details',
  journey: changeWorkJourney,
  policy: registrationPolicy.change,
  load: loadChangingWork,
  owner: ({ actor }) => (actor.accountId ? `account:${actor.accountId}` : null),
  facts: factsOf,
  // The page that begins has said what holds; it is said again only when that changes.
  prefill: ({ subject }) => ({ 'what-changes-now': { seen: stateOf(subject) } }),
  verify: { ...workVerify, ...jobVerify, 'first-day': verifyFirstDay },
  pages: changeWorkPages,
  check: checkWorkPage,
  complete: {
    command: changeWorkDetails,
    input: inputFrom,
    reason: (answers) => answers.reason?.reason ?? null,
    refused: answerToRefusal,
  },
  leadsTo: (_value, { registration }) => `/npq/registrations/${registration.id}/change-work-details/changed`,
})

function inputFrom(answers: ChangeWorkAnswers, { registration }: ChangingWork, { form }: WebRequest) {
  const { kind } = answerTo(answers, 'kind-of-change')
  const revision = Number(firstValue(form, 'seen'))
  return {
    registrationId: RegistrationId.parse(registration.id),
    // The page that was confirmed says what was seen; without it nothing was.
    revision: Number.isInteger(revision) && revision > 0 ? revision : registration.revision + 1,
    work: workDetailsFrom(answers),
    jobAnswers: jobAnswersFrom(registration.course, answers),
    kind,
    effectiveOn: kind === 'move' ? answerTo(answers, 'first-day').firstDay.toString() : null,
    payer: whoPaysFrom(answers),
    funding: firstValue(form, 'funding'),
  }
}

type Refusal = (typeof changeWorkDetails.refusals)[number] | 'not-allowed' | 'not-found'

function answerToRefusal(
  code: Refusal,
  _facts: Readonly<Record<string, unknown>>,
  subject: ChangingWork,
): RefusalAnswer<ChangeWorkSteps> {
  switch (code) {
    case 'unchanged':
      return { page: unchangedPage(subject) }
    case 'not-editable':
    case 'not-allowed':
    case 'not-found':
    case 'reason-needed':
      return { page: notEditablePage(subject) }
    case 'before-current':
    case 'too-far-ahead':
      return {
        step: 'first-day',
        field: 'firstDay',
        message: dayMessage(code, subject),
        parts: ['day', 'month', 'year'],
      }
    default:
      return { page: changedMeanwhilePage(subject) }
  }
}

/** What the form cannot know of a day: when the job before began, and what day it is. */
async function verifyFirstDay(
  { subject }: { readonly subject: ChangingWork },
  values: RawValues,
): Promise<readonly FieldError[]> {
  const parsed = parseForm(changeWorkJourney.steps['first-day'].schema, values)
  if (!parsed.ok) return parsed.errors
  const code = whyNotOn({ on: parsed.values.firstDay, since: sinceOf(subject), today: subject.today })
  return code === null
    ? []
    : [{ field: 'firstDay', message: dayMessage(code, subject), parts: ['day', 'month', 'year'] }]
}

const sinceOf = ({ current, registration }: ChangingWork): Temporal.PlainDate =>
  current?.effectiveOn ?? londonDate(registration.createdAt)

const dayMessage = (code: 'before-current' | 'too-far-ahead', subject: ChangingWork): string =>
  code === 'before-current'
    ? `First day must be on or after ${dateText(sinceOf(subject))}, from when we have the job before. If that job was wrong, go back and say that you are correcting a mistake`
    : `First day must be on or before ${dateText(latestMove(subject.today))}`

/** Where changing begins; or why it cannot. */
export const showStart = (_request: WebRequest, subject: ChangingWork): Reply =>
  show(subject.allowed.allowed ? startPage(subject) : notEditablePage(subject))

/** The confirmation, which can be visited again. */
export async function showChanged({ db, now }: WebRequest, subject: ChangingWork): Promise<Reply> {
  const { view } = subject
  const holidays = await bankHolidaysFrom(db, londonDate(view.registration.createdAt))
  const state = nextStateOf(view, { today: londonDate(now), holidays })
  return show(changedPage({ subject, next: nextStepOf({ view, state, holidays }) }))
}
