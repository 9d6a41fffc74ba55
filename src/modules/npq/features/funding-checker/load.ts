import { londonDate } from '#src/kit/dates.ts'
import { type FieldError, firstValue, type RawValues } from '#src/kit/form.ts'
import { CHECK_ANSWERS } from '#src/kit/journey.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import type { Cohort } from '../../courses/cohort.ts'
import type { Course } from '../../courses/course.ts'
import { allCourses, cohortsOn, coursesOffered } from '../../courses/courses-queries.ts'
import { jobAnswersFrom } from '../../courses/questions/course-path.ts'
import { type Assessment, assessFunding } from '../../funding/assessment-queries.ts'
import type { FundingPolicy } from '../../funding/funding-policy.ts'
import { policyInForce } from '../../funding/policies-queries.ts'
import { policySource } from '../../funding/policy-sources-queries.ts'
import { listsInForce } from '../../lists/lists-queries.ts'
import { workDetailsIn } from '../../work-details/questions/work-details-from.ts'
import { NO_WORK_FACTS, workFacts } from '../../work-details/questions/work-facts-queries.ts'
import type { CheckerAnswers, CheckerFacts } from './checker.ts'

type Asked = { readonly answers: CheckerAnswers; readonly request: WebRequest }
type Rules = { readonly cohort: Cohort; readonly policy: FundingPolicy }

/** Everything that the pages and the way through need besides the answers. At most fourteen queries. */
export async function checkerFacts({ answers, request }: Asked): Promise<CheckerFacts> {
  const { db, path } = request
  const cohorts = await cohortsToAsk(request)
  const rules = await rulesOf(request, cohorts.find(({ identifier }) => identifier === wantedIn(answers)) ?? null)
  const none = { cohort: null, courses: [], asksHeadship: false, assessment: null, rules: null }
  if (rules === null) return { ...none, cohorts, providers: [], work: NO_WORK_FACTS }
  const assessment = await assess({ answers, request }, rules)
  return {
    ...{ cohorts, cohort: rules.cohort, providers: [], assessment },
    courses: await coursesFor(db, rules.cohort.identifier),
    asksHeadship: asksHeadship(answers, rules),
    rules: assessment !== null && path.endsWith(`/${CHECK_ANSWERS}`) ? await policySource(db, rules.policy) : null,
    work: await workFacts(db, { answers, request, rules: rules.policy.rules }),
  }
}

const wantedIn = (answers: CheckerAnswers) => answers['course-start-date']?.cohort

/** Those that people can register for; while nobody can, the newest. */
async function cohortsToAsk({ db, now }: Pick<WebRequest, 'db' | 'now'>): Promise<readonly Cohort[]> {
  const cohorts = await cohortsOn(db, londonDate(now))
  const open = cohorts.filter(({ isOpen }) => isOpen)
  return open.length > 0 ? open : cohorts.slice(0, 1)
}

async function rulesOf({ db, now }: WebRequest, cohort: Cohort | null): Promise<Rules | null> {
  const policy = cohort && (await policyInForce(db, { cohort: cohort.identifier, at: now }))
  return cohort && policy ? { cohort, policy } : null
}

/** What is delivered in the cohort; every course where nobody has said yet who delivers which. */
async function coursesFor(db: Reader, cohort: string): Promise<readonly Course[]> {
  const offered = await coursesOffered(db, cohort)
  return offered.length > 0 ? offered : [...(await allCourses(db)).values()].filter(({ kind }) => kind !== 'support')
}

/** Only where it decides: not abroad, nor where there is no funding anyway. */
function asksHeadship(answers: CheckerAnswers, { cohort, policy }: Rules): boolean {
  const course = answers['choose-your-npq']?.course
  const isAbroad = answers['teacher-catchment']?.worksInEngland === 'no'
  if (course === undefined || isAbroad || cohort.funding === 'zero') return false
  return policy.rules.newHeadteacherCourses.includes(course)
}

async function assess({ answers, request }: Asked, { cohort, policy }: Rules): Promise<Assessment | null> {
  const work = workDetailsIn(answers)
  const course = answers['choose-your-npq']?.course
  if (work === null || course === undefined) return null
  const { db, now } = request
  return assessFunding(db, {
    ...{ policy, work, course, now, cohortFunding: cohort.funding },
    lists: await listsInForce(db, now),
    answers: jobAnswersFrom(course, answers),
    // Nobody is signed in: whether they had funding before is not known.
    personId: null,
  })
}

/** What no schema knows: which cohorts there are to choose from. */
export const verifyChecker = {
  async 'course-start-date'({ request }: { readonly request: WebRequest }, values: RawValues) {
    const cohorts = await cohortsToAsk(request)
    const isKnown = cohorts.some(({ identifier }) => identifier === firstValue(values, 'cohort'))
    const error: FieldError = { field: 'cohort', message: 'Select when you want to start' }
    return isKnown ? [] : [error]
  },
}
