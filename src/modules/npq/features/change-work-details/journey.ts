import { z } from 'zod'
import { date } from '#src/kit/form-date.ts'
import { oneOf, text } from '#src/kit/form-fields.ts'
import { type Answers, journey, question, stop, when } from '#src/kit/journey.ts'
import type { CourseIdentifier } from '../../courses/course.ts'
import { jobQuestions } from '../../courses/questions/course-path.ts'
import { jobSteps } from '../../courses/questions/course-steps.ts'
import { whoPaysPath, whoPaysSteps } from '../../funding/questions/who-pays.tsx'
import { reasonSteps } from '../../requests/reason-step.tsx'
import { WORK_CHANGE_KINDS } from '../../work-change/work-change-rules.ts'
import { type WorkplaceProblem, workPath, workSteps } from '../../work-details/questions/work-steps.ts'

/** Something that was shown and read; when it is no longer so, it is shown again. */
const seen = question(z.object({ seen: text({ missing: 'Select Continue again', label: 'What you have read' }) }))

const steps = {
  /** What the state of the registration means for a change: shown again when the state changes on the way. */
  'what-changes-now': seen,
  ...workSteps,
  ...jobSteps,
  'nothing-changed': stop,
  'kind-of-change': question(
    z.object({ kind: oneOf(WORK_CHANGE_KINDS, 'Select whether you have changed jobs or are correcting a mistake') }),
  ),
  'first-day': question(
    z.object({ firstDay: date({ missing: 'Enter the first day of your new job', label: 'First day' }) }),
  ),
  'funding-outcome': seen,
  ...whoPaysSteps,
  ...reasonSteps,
}

export type ChangeWorkSteps = typeof steps
export type ChangeWorkAnswers = Answers<ChangeWorkSteps>

/** What the way depends on that nobody answers. */
export type WayFacts = {
  readonly course: CourseIdentifier
  readonly problem: WorkplaceProblem | null
  /** All that the setting and the course ask is answered. */
  readonly isComplete: boolean
  readonly isSame: boolean
  /** The state of the registration and what it does to funding, in one word. */
  readonly state: string
  /** The outcome after the change, in one word; null while it is not known, and where it is as before. */
  readonly changedFunding: string | null
  readonly asksPayer: boolean
  readonly isAtSchool: boolean
  /** Staff say why; the owner is not asked. */
  readonly isOwn: boolean
}

/**
 * The questions of registering about work, then what only a change asks, then what it does to funding when it does anything.
 * Source: source document 001, design of the journey.
 */
export const changeWorkJourney = journey<ChangeWorkSteps, { readonly way: WayFacts }>({
  name: 'change-work-details',
  version: 1,
  steps,
  path: (answers, { way }) => [
    'what-changes-now',
    ...workPath(answers, way),
    ...(way.problem === null ? jobQuestions(way.course, answers) : []),
    ...(way.isComplete ? afterWork(answers, way) : []),
  ],
  askAgain: (answers, { way }) => [
    ...when(answers['what-changes-now']?.seen !== way.state, 'what-changes-now'),
    ...when(way.changedFunding !== null && answers['funding-outcome']?.seen !== way.changedFunding, 'funding-outcome'),
  ],
})

const afterWork = (answers: ChangeWorkAnswers, way: WayFacts) =>
  way.isSame
    ? (['nothing-changed'] as const)
    : ([
        'kind-of-change',
        ...when(answers['kind-of-change']?.kind === 'move', 'first-day'),
        ...when(way.changedFunding !== null, 'funding-outcome'),
        ...whoPaysPath({ isAsked: way.asksPayer, isAtSchool: way.isAtSchool }),
        ...when(!way.isOwn, 'reason'),
      ] as const)
