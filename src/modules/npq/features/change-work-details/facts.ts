import type { RawAnswers } from '#src/kit/journey.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { coursePrefill, jobAnswersFrom } from '../../courses/questions/course-path.ts'
import { isAtSchool } from '../../funding/outcome-rules.ts'
import { type Reassessed, reassess } from '../../work-change/reassess-queries.ts'
import {
  asksPayer,
  fundingKey,
  isSameWork,
  jobFits,
  type Plan,
  planOf,
  withJobAnswers,
} from '../../work-change/work-change-rules.ts'
import { rawAnswersOf, workDetailsIn } from '../../work-details/questions/work-details-from.ts'
import { SEARCHES, type WorkFacts, workFacts } from '../../work-details/questions/work-facts-queries.ts'
import type { WorkDetails } from '../../work-details/work-details.ts'
import { type ChangeWorkAnswers, changeWorkJourney, type WayFacts } from './journey.ts'
import type { ChangingWork } from './load.ts'

/** What a change would do, by the answers so far. */
export type Outlook = Reassessed & { readonly plan: Plan; readonly asksPayer: boolean; readonly key: string }

export type ChangeWorkFacts = {
  readonly work: WorkFacts
  readonly way: WayFacts
  /** Null while something is not answered, and where nothing changes. */
  readonly outlook: Outlook | null
}

type Asked = { readonly answers: ChangeWorkAnswers; readonly subject: ChangingWork; readonly request: WebRequest }

/** At most seven queries: a page that searches does not look at funding, and no other page searches. */
export async function factsOf({ answers, subject, request }: Asked): Promise<ChangeWorkFacts> {
  const { registration, current, pinned } = subject
  const before = changeWorkJourney.read(prefilledFrom(subject))
  const known = { answers: { ...before, ...answers }, request, rules: pinned.placeRules }
  const work = await workFacts(request.db, known)
  const details = workDetailsIn(answers)
  const job = jobAnswersFrom(registration.course, answers)
  const isComplete = details !== null && jobFits({ course: registration.course, job, today: subject.today })
  const told = details && { work: details, answers: withJobAnswers(registration.answers, job) }
  const was = current && { work: current.details, answers: registration.answers }
  const isSame = told !== null && was !== null && isSameWork(was, told)
  const looks = told !== null && isComplete && !isSame && work.problem === null && !isSearching(request)
  const outlook = looks ? await outlookOf({ ...told, asked: { answers, subject, request } }) : null
  return { work, outlook, way: wayOf({ subject, work, details, isComplete, isSame, outlook }) }
}

/** What we know already, as it would have been typed: each page begins with it. */
export const prefilledFrom = ({ current, registration }: ChangingWork): RawAnswers => ({
  ...(current ? rawAnswersOf(current) : {}),
  ...coursePrefill(registration.answers),
})

/** The state in one word: another one means that what was read of it does not hold any more. */
export const stateOf = ({ allowed, registration }: ChangingWork): string =>
  allowed.allowed ? `${registration.status} ${allowed.funding}` : `${registration.status} over`

const isSearching = ({ method, path }: WebRequest): boolean =>
  method === 'GET' && Object.hasOwn(SEARCHES, path.slice(path.lastIndexOf('/') + 1))

type Looking = Parameters<typeof isSameWork>[0] & { readonly asked: Asked }

async function outlookOf({ work, answers, asked }: Looking): Promise<Outlook | null> {
  const { registration, pinned, allowed } = asked.subject
  if (!allowed.allowed) return null
  const kind = asked.answers['kind-of-change']?.kind ?? null
  const question = { registration, pinned, effect: allowed.funding, work, answers, kind, now: asked.request.now }
  const reassessed = await reassess(asked.request.db, question)
  const plan = planOf({ ...reassessed, registration, payer: null })
  const key = fundingKey({ effect: reassessed.effect, after: plan.after })
  return { ...reassessed, plan, key, asksPayer: asksPayer({ ...reassessed, registration, work }) }
}

type Known = Pick<WayFacts, 'isComplete' | 'isSame'> & {
  readonly subject: ChangingWork
  readonly work: WorkFacts
  readonly details: WorkDetails | null
  readonly outlook: Outlook | null
}

const wayOf = ({ subject, work, details, isComplete, isSame, outlook }: Known): WayFacts => ({
  ...{ course: subject.registration.course, problem: work.problem, isComplete, isSame },
  state: stateOf(subject),
  changedFunding: outlook?.plan.isFundingChanged ? outlook.key : null,
  asksPayer: outlook?.asksPayer ?? false,
  isAtSchool: details !== null && isAtSchool(details),
  isOwn: subject.isOwn,
})
