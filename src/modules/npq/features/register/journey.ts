import { z } from 'zod'
import { oneOf, someOf, text } from '#src/kit/form-fields.ts'
import { type Answers, answerTo, journey, question, type StepName, stop, when } from '#src/kit/journey.ts'
import type { Cohort } from '../../courses/cohort.ts'
import type { CourseFacts } from '../../courses/questions/course-facts-queries.ts'
import { courseAnswersFrom, courseAskAgain, coursePath } from '../../courses/questions/course-path.ts'
import { courseSteps } from '../../courses/questions/course-steps.ts'
import type { Assessment } from '../../funding/assessment-queries.ts'
import { isAtSchool } from '../../funding/outcome-rules.ts'
import type { PolicySource } from '../../funding/policy-source.ts'
import { whoPaysFrom, whoPaysPath, whoPaysSteps } from '../../funding/questions/who-pays.tsx'
import type { Registration } from '../../registrations/registration.ts'
import type { Consent } from '../../submission/consent-queries.ts'
import { fundingShown } from '../../submission/submission-rules.ts'
import type { Submitted } from '../../submission/submit-registration.ts'
import { workDetailsFrom, workDetailsIn } from '../../work-details/questions/work-details-from.ts'
import type { WorkFacts } from '../../work-details/questions/work-facts-queries.ts'
import { workPath, workSteps } from '../../work-details/questions/work-steps.ts'

/** The new registration is one more; otherwise the answer is the id of the registration that it is to replace. */
export const AS_WELL = 'as-well'

const registerSteps = {
  'registration-closed': stop,
  'course-start-date': question(
    z.object({ cohort: text({ missing: 'Select when you want to start', label: 'Start', max: 10 }) }),
  ),
  'provider-check': question(
    z.object({ hasChosen: oneOf(['yes', 'no'], 'Select yes if you have chosen an NPQ and a provider') }),
  ),
  'choose-an-npq-and-provider': stop,
  // Nothing is asked: the page says why a number helps, and going on without one is the answer.
  'teacher-reference-number': question(z.object({})),
  ...workSteps,
  'where-you-work': question(z.object({})),
  ...courseSteps,
  'already-registered': stop,
  'instead-or-as-well': question(
    z.object({
      instead: text({ missing: 'Select whether you want this course instead or as well', label: 'Answer', max: 40 }),
    }),
  ),
  'change-course-instead': stop,
  funding: question(z.object({ seen: text({ missing: 'Look at the funding for your course', label: 'Funding' }) })),
  ...whoPaysSteps,
  'share-provider': question(
    z.object({
      agreed: someOf(['yes'], 'Select that you agree, to register'),
      version: text({ missing: 'Read what you agree to again', label: 'Version' }),
    }),
  ),
} as const

export type RegisterSteps = typeof registerSteps
export type RegisterAnswers = Answers<RegisterSteps>

/** What the way through depends on that nobody answers. */
export type RegisterFacts = CourseFacts & {
  readonly openCohorts: readonly Cohort[]
  /** The one that was chosen, while people may register for it. */
  readonly cohort: Cohort | null
  readonly needsNumber: boolean
  readonly work: WorkFacts
  /** They told us before where they work, and check that it still holds. */
  readonly isPrefilled: boolean
  readonly held: Registration | null
  readonly perhapsReplaced: readonly Registration[]
  /** Of the answers so far; null until there are enough. */
  readonly assessment: Assessment | null
  readonly rules: PolicySource | null
  readonly consent: Consent
}

/** Registering for an NPQ: who asks, where they work, which course, how it is paid for, with whom, and consent. */
export const registerJourney = journey<RegisterSteps, RegisterFacts>({
  name: 'npq-register',
  version: 1,
  steps: registerSteps,
  path(answers, facts) {
    if (facts.openCohorts.length === 0) return ['registration-closed']
    return [
      'course-start-date',
      'provider-check',
      ...when(answers['provider-check']?.hasChosen === 'no', 'choose-an-npq-and-provider'),
      ...when(facts.needsNumber, 'teacher-reference-number'),
      ...workPath(answers, facts.work),
      ...when(facts.isPrefilled, 'where-you-work'),
      ...pathOfCourse(answers, facts),
      'funding',
      ...payerPath(answers, facts),
      'choose-your-provider',
      'share-provider',
    ]
  },
  askAgain: (answers, facts) => [
    ...when(facts.cohort === null && answers['course-start-date'] !== undefined, 'course-start-date'),
    ...courseAskAgain(answers, facts),
    ...when(isGone(answers, facts), 'instead-or-as-well'),
    ...when(hasFundingChanged(answers, facts), 'funding'),
    ...when(
      answers['share-provider'] !== undefined && answers['share-provider'].version !== facts.consent.version,
      'share-provider',
    ),
  ],
})

/** Whether funding is not what they looked at: their answers, the rules or a list have changed since. */
export const hasFundingChanged = (answers: RegisterAnswers, { assessment }: RegisterFacts): boolean =>
  answers.funding !== undefined && assessment !== null && answers.funding.seen !== fundingShown(assessment)

/** A course that they hold stops them; one of several pending is to be told apart from a change of mind. */
function pathOfCourse(answers: RegisterAnswers, facts: RegisterFacts): readonly StepName<RegisterSteps>[] {
  const [choice, ...questions] = coursePath(answers)
  const instead = answers['instead-or-as-well']?.instead
  const asks = facts.held === null && facts.perhapsReplaced.length > 0
  return [
    ...(choice ? [choice] : []),
    ...when(facts.held !== null, 'already-registered'),
    ...when(asks, 'instead-or-as-well'),
    ...when(asks && instead !== undefined && instead !== AS_WELL, 'change-course-instead'),
    ...questions,
  ]
}

function payerPath(answers: RegisterAnswers, { assessment }: RegisterFacts) {
  const work = workDetailsIn(answers)
  return whoPaysPath({
    isAsked: assessment?.result === 'not-funded',
    isAtSchool: work !== null && isAtSchool(work),
  })
}

function isGone(answers: RegisterAnswers, { perhapsReplaced }: RegisterFacts): boolean {
  const instead = answers['instead-or-as-well']?.instead
  return instead !== undefined && instead !== AS_WELL && !perhapsReplaced.some(({ id }) => id === instead)
}

/** The command's input from finished answers. */
export function submittedFrom(answers: RegisterAnswers): Omit<Submitted, 'draftId' | 'signedInBy'> {
  const { course } = answerTo<RegisterSteps, 'choose-your-npq'>(answers, 'choose-your-npq')
  return {
    course,
    cohort: answerTo<RegisterSteps, 'course-start-date'>(answers, 'course-start-date').cohort,
    answers: courseAnswersFrom(course, answers),
    work: workDetailsFrom(answers),
    fundingChoice: whoPaysFrom(answers),
    providerId: answerTo<RegisterSteps, 'choose-your-provider'>(answers, 'choose-your-provider').provider,
    consentVersion: answerTo<RegisterSteps, 'share-provider'>(answers, 'share-provider').version,
    shown: answerTo<RegisterSteps, 'funding'>(answers, 'funding').seen,
  }
}
