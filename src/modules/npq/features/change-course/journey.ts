import { z } from 'zod'
import { firstValue } from '#src/kit/form.ts'
import { text } from '#src/kit/form-fields.ts'
import { type Answers, answerTo, journey, question, stop, when } from '#src/kit/journey.ts'
import type { FormBody } from '#src/platform/http/route.ts'
import type { CourseFacts } from '../../courses/questions/course-facts-queries.ts'
import { courseAnswersFrom, courseAskAgain, coursePath } from '../../courses/questions/course-path.ts'
import { courseSteps } from '../../courses/questions/course-steps.ts'
import { FUNDING_REASONS } from '../../funding/funding.ts'
import { isAtSchool, isSameOutcome, mustAskWhoPays } from '../../funding/outcome-rules.ts'
import { whoPaysFrom, whoPaysPath, whoPaysSteps } from '../../funding/questions/who-pays.tsx'
import type { Registration } from '../../registrations/registration.ts'
import { reasonSteps } from '../../requests/reason-step.tsx'
import type { Reassessment } from '../../requests/reassess-queries.ts'

const steps = {
  ...courseSteps,
  'already-registered': stop,
  'no-rules': stop,
  // Nothing is asked: they have seen what changes, as it was when they saw it.
  'funding-outcome': question(
    z.object({ seen: text({ missing: 'Look at the funding for your new course', label: 'Funding' }) }),
  ),
  ...whoPaysSteps,
  ...reasonSteps,
}
export type ChangeCourseSteps = typeof steps
type ChangeCourseAnswers = Answers<ChangeCourseSteps>

/** What the way depends on that nobody answers. */
export type ChangeCourseFacts = CourseFacts & {
  readonly registration: Registration
  /** Another live registration for the chosen course. */
  readonly otherId: string | null
  /** Of the chosen course; null before it is chosen, and where we do not hold the rules. */
  readonly funding: Reassessment | null
  readonly isOwn: boolean
}

/** The new course, its own questions, what follows for funding, and a provider where the one before does not deliver it. */
export const changeCourseJourney = journey<ChangeCourseSteps, ChangeCourseFacts>({
  name: 'npq-change-course',
  version: 1,
  steps,
  path(answers, facts) {
    const [choice, ...questions] = coursePath(answers)
    const isChosen = answers['choose-your-npq'] !== undefined
    return [
      ...(choice ? [choice] : []),
      ...when(facts.otherId !== null, 'already-registered'),
      ...when(isChosen && facts.funding === null, 'no-rules'),
      ...questions,
      ...when(facts.funding !== null && changesFunding(facts.funding), 'funding-outcome'),
      ...payerPath(facts),
      ...when(isChosen && !staysWithProvider(facts), 'choose-your-provider'),
      ...when(!facts.isOwn, 'reason'),
    ]
  },
  askAgain: (answers, facts) => [
    ...courseAskAgain(answers, facts),
    ...when(
      answers['funding-outcome'] !== undefined && answers['funding-outcome'].seen !== facts.funding?.after.reason,
      'funding-outcome',
    ),
  ],
})

export const changesFunding = ({ before, after }: Reassessment): boolean => !isSameOutcome(before, after)

/** Whether the provider that has the registration delivers the new course too. */
export const staysWithProvider = ({ providers, registration }: ChangeCourseFacts): boolean =>
  providers.some(({ id }) => id === registration.providerId)

function payerPath({ funding, registration }: ChangeCourseFacts) {
  if (!funding) return []
  const { after: outcome, work } = funding
  const isAsked = mustAskWhoPays({ outcome, work, choice: registration.fundingChoice })
  return whoPaysPath({ isAsked, isAtSchool: isAtSchool(work) })
}

/** The command's input from finished answers, and what the check page showed besides. */
export function changeCourseFrom(answers: ChangeCourseAnswers, registration: Registration, form: FormBody) {
  const { course } = answerTo<ChangeCourseSteps, 'choose-your-npq'>(answers, 'choose-your-npq')
  return {
    course,
    answers: courseAnswersFrom(course, answers),
    providerId: answers['choose-your-provider']?.provider ?? registration.providerId,
    fundingChoice: whoPaysFrom(answers),
    ...shownFrom(form),
  }
}

/** Hidden on the check page: what is confirmed is what was seen. */
const shownFrom = (form: FormBody) => ({
  seen: Number(/^[0-9]{1,9}$/.exec(firstValue(form, 'seen'))?.[0] ?? -1),
  fundingSeen: FUNDING_REASONS.find((known) => known === firstValue(form, 'funding')) ?? null,
})
