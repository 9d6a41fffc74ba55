import { type FieldError, firstValue, type RawValues } from '#src/kit/form.ts'
import type { RawAnswers } from '#src/kit/journey.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { personById } from '../../../directory/public.ts'
import type { Cohort } from '../../courses/cohort.ts'
import { courseFactsOf } from '../../courses/questions/course-facts-queries.ts'
import { courseAnswersFrom } from '../../courses/questions/course-path.ts'
import { type Assessment, assessFunding } from '../../funding/assessment-queries.ts'
import { listsInForce } from '../../lists/lists-queries.ts'
import type { Registration } from '../../registrations/registration.ts'
import { registrationsOf } from '../../registrations/registrations-queries.ts'
import { consentAndWork } from '../../submission/consent-queries.ts'
import { type OpenCohort, openCohorts } from '../../submission/open-cohorts-queries.ts'
import { heldAlready, perhapsReplaced } from '../../submission/submission-rules.ts'
import { SIGNED_IN_BY, type SignedInBy } from '../../submission/submissions-store.ts'
import { rawAnswersOf, workDetailsIn } from '../../work-details/questions/work-details-from.ts'
import { NO_WORK_FACTS, workFacts } from '../../work-details/questions/work-facts-queries.ts'
import { latestWorkOf } from '../../work-details/work-details-queries.ts'
import { AS_WELL, type RegisterAnswers, type RegisterFacts } from './journey.ts'

/** Who registers. */
export type Registering = {
  readonly personId: string | null
  readonly registrations: readonly Registration[]
  /** The address of the draft; of the journey when there is none yet. */
  readonly at: string
  readonly signedInBy: SignedInBy
}

/** How they came in is looked up only when it is written down. */
export async function loadRegistering({ actor, db, params, method, path, session }: WebRequest): Promise<Registering> {
  const { personId } = actor
  const isSent = method === 'POST' && path.endsWith('/check-answers')
  const door = isSent ? (await session.cameBy())?.door : undefined
  return {
    personId,
    registrations: personId === null ? [] : await registrationsOf(db, personId),
    at: ['/npq/register', ...(params['draft'] ? [params['draft']] : [])].join('/'),
    signedInBy: SIGNED_IN_BY.find((known) => known === door) ?? 'email',
  }
}

/** A draft begins with what they told us last of where they work. */
export async function prefillWork({
  subject,
  request,
}: {
  readonly subject: Registering
  readonly request: WebRequest
}): Promise<RawAnswers> {
  const latest = subject.personId === null ? null : await latestWorkOf(request.db, subject.personId)
  return latest ? rawAnswersOf(latest) : {}
}

type Asked = { readonly answers: RegisterAnswers; readonly subject: Registering; readonly request: WebRequest }

/** Everything that the pages and the way through need besides the answers. */
export async function registerFacts(asked: Asked): Promise<RegisterFacts> {
  const { answers, subject, request } = asked
  const { db, now } = request
  const open = await openCohorts(db, now)
  const chosen = open.find(({ cohort }) => cohort.identifier === answers['course-start-date']?.cohort) ?? null
  const { consent, hasToldWork } = await consentAndWork(db, { personId: subject.personId, now })
  return {
    ...{ openCohorts: open.map(({ cohort }) => cohort), cohort: chosen?.cohort ?? null, consent },
    ...(await courseFacts(asked, chosen)),
    ...heldFacts(asked, chosen?.cohort ?? null),
    ...{ assessment: chosen && (await assess(asked, chosen)), rules: chosen?.source ?? null },
    needsNumber: await needsNumber(asked),
    work: chosen ? await workFacts(db, { answers, request, rules: chosen.policy.rules }) : NO_WORK_FACTS,
    isPrefilled: hasToldWork,
  }
}

const courseIn = (answers: RegisterAnswers) => answers['choose-your-npq']?.course ?? null

/** Providers are looked up where they are chosen, and once one was. */
const courseFacts = async ({ answers, request: { db, path } }: Asked, chosen: OpenCohort | null) =>
  courseFactsOf(db, {
    cohort: chosen?.cohort.identifier ?? null,
    course: path.endsWith('/choose-your-provider') || answers['choose-your-provider'] ? courseIn(answers) : null,
  })

function heldFacts({ answers, subject: { registrations } }: Asked, cohort: Cohort | null) {
  const course = courseIn(answers)
  if (course === null || cohort === null) return { held: null, perhapsReplaced: [] }
  const wanted = { course, cohort: cohort.identifier }
  return { held: heldAlready(registrations, wanted), perhapsReplaced: perhapsReplaced(registrations, wanted) }
}

async function assess(
  { answers, subject, request }: Asked,
  { cohort, policy }: OpenCohort,
): Promise<Assessment | null> {
  const work = workDetailsIn(answers)
  const course = courseIn(answers)
  if (work === null || course === null) return null
  const { db, now } = request
  return assessFunding(db, {
    ...{ policy, work, course, now, personId: subject.personId, cohortFunding: cohort.funding },
    lists: await listsInForce(db, now),
    answers: courseAnswersFrom(course, answers),
  })
}

/** A confirmed number is not asked for; who went on without one is not asked again. */
async function needsNumber({ answers, subject, request }: Asked): Promise<boolean> {
  if (answers['teacher-reference-number'] !== undefined || subject.personId === null) return true
  const person = await personById(request.db, subject.personId)
  return person?.trn == null || person.trnConfirmedAt === null
}

type Verified = { readonly request: WebRequest; readonly subject: Registering }

/** What no schema knows: which cohorts are open, and which registrations are theirs. */
export const verifyAnswer = {
  async 'course-start-date'({ request }: Verified, values: RawValues): Promise<readonly FieldError[]> {
    const open = await openCohorts(request.db, request.now)
    const isOpen = open.some(({ cohort }) => cohort.identifier === firstValue(values, 'cohort'))
    return isOpen ? [] : [{ field: 'cohort', message: 'Select when you want to start' }]
  },
  async 'instead-or-as-well'({ subject }: Verified, values: RawValues): Promise<readonly FieldError[]> {
    const instead = firstValue(values, 'instead')
    const isKnown = instead === AS_WELL || subject.registrations.some(({ id }) => id === instead)
    return isKnown ? [] : [{ field: 'instead', message: 'Select whether you want this course instead or as well' }]
  },
}
