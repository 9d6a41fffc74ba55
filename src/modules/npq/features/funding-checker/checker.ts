import { z } from 'zod'
import { text } from '#src/kit/form-fields.ts'
import { type Answers, journey, question, when } from '#src/kit/journey.ts'
import type { Cohort } from '../../courses/cohort.ts'
import type { Course } from '../../courses/course.ts'
import type { ProviderOffer } from '../../courses/questions/course-facts-queries.ts'
import { jobQuestions } from '../../courses/questions/course-path.ts'
import { courseListSteps, jobSteps } from '../../courses/questions/course-steps.ts'
import type { Assessment } from '../../funding/assessment-queries.ts'
import type { PolicySource } from '../../funding/policy-source.ts'
import type { WorkFacts } from '../../work-details/questions/work-facts-queries.ts'
import { workPath, workSteps } from '../../work-details/questions/work-steps.ts'

const checkerSteps = {
  'course-start-date': question(
    z.object({ cohort: text({ missing: 'Select when you want to start', label: 'Start', max: 10 }) }),
  ),
  ...workSteps,
  ...courseListSteps,
  'ehco-headteacher': jobSteps['ehco-headteacher'],
  'ehco-new-headteacher': jobSteps['ehco-new-headteacher'],
} as const

export type CheckerSteps = typeof checkerSteps
export type CheckerAnswers = Answers<CheckerSteps>

/** What the way through depends on that nobody answers. */
export type CheckerFacts = {
  readonly cohorts: readonly Cohort[]
  /** The one that was chosen, with rules that we hold. */
  readonly cohort: Cohort | null
  readonly courses: readonly Course[]
  /** Nobody is asked for one here. */
  readonly providers: readonly ProviderOffer[]
  readonly work: WorkFacts
  /** Whether funding of the chosen course depends on being a new headteacher. */
  readonly asksHeadship: boolean
  /** Of the answers so far; null until there are enough. */
  readonly assessment: Assessment | null
  readonly rules: PolicySource | null
}

/** Whether a course would be funded, for anybody and without registering: the same questions and the same rules. */
export const checkerJourney = journey<CheckerSteps, CheckerFacts>({
  name: 'npq-funding-checker',
  version: 1,
  steps: checkerSteps,
  path: (answers, facts) => [
    'course-start-date',
    ...workPath(answers, facts.work),
    'choose-your-npq',
    ...(facts.asksHeadship ? headshipQuestions(answers) : []),
  ],
  askAgain: (answers, facts) => [
    ...when(facts.cohort === null && answers['course-start-date'] !== undefined, 'course-start-date'),
    ...when(isGone(answers, facts), 'choose-your-npq'),
  ],
})

const COACHING = 'npq-early-headship-coaching-offer'

const headshipQuestions = (answers: CheckerAnswers) =>
  jobQuestions(COACHING, answers).flatMap((step) =>
    step === 'ehco-headteacher' || step === 'ehco-new-headteacher' ? [step] : [],
  )

const isGone = (answers: CheckerAnswers, { courses }: CheckerFacts): boolean => {
  const chosen = answers['choose-your-npq']?.course
  return chosen !== undefined && !courses.some(({ identifier }) => identifier === chosen)
}
