import type { RefusalAnswer } from '#src/ui/journey-config.ts'
import { journeyRoutes } from '#src/ui/journey-routes.ts'
import { CourseIdentifier } from '../../courses/course.ts'
import { jobVerify } from '../../courses/questions/course-path.ts'
import { RegistrationId } from '../../registrations/registration.ts'
import { changeCourse } from '../../requests/change-course.ts'
import { type Changing, changeRegistration, loadChanging } from '../../requests/changing-queries.ts'
import {
  changedSincePage,
  closedPage,
  noRulesPage,
  notOfferedPage,
  notPossiblePage,
  otherRegistrationPage,
} from '../../requests/stop-pages.tsx'
import { type ChangeCourseSteps, changeCourseFrom, changeCourseJourney } from './journey.ts'
import { changeCourseFacts } from './load.ts'
import { changeCoursePages, checkChangeCoursePage } from './pages.tsx'

export const loadChangingCourse = loadChanging('course')

/** The journey's rows, over a draft of whoever is signed in. */
export const changeCourseRows = journeyRoutes({
  at: '/npq/registrations/:registrationId/change-course',
  feature: 'change-course',
  journey: changeCourseJourney,
  policy: changeRegistration,
  load: loadChangingCourse,
  facts: changeCourseFacts,
  owner: ({ actor }) => (actor.accountId ? `account:${actor.accountId}` : null),
  pages: changeCoursePages,
  check: checkChangeCoursePage,
  verify: jobVerify,
  prefill({ request, subject }) {
    const course = CourseIdentifier.safeParse(request.query['course'])
    const isNew = course.success && course.data !== subject.view.registration.course
    return isNew ? { 'choose-your-npq': { course: course.data } } : {}
  },
  complete: {
    command: changeCourse,
    input: (answers, { view: { registration } }, { form }) => ({
      registrationId: RegistrationId.parse(registration.id),
      ...changeCourseFrom(answers, registration, form),
    }),
    reason: (answers) => answers.reason?.reason ?? null,
    refused: answerToRefusal,
  },
  leadsTo: (_value, { at }) => `${at.start}/done`,
})

type Refusal = (typeof changeCourse)['refusals'][number] | 'not-allowed' | 'not-found'

function answerToRefusal(
  code: Refusal,
  facts: Readonly<Record<string, unknown>>,
  subject: Changing,
): RefusalAnswer<ChangeCourseSteps> {
  const { at, rule } = subject
  switch (code) {
    case 'same-course':
      return { step: 'choose-your-npq', field: 'course', message: 'Select another course than the one that you have' }
    case 'not-possible':
      return { page: notPossiblePage(subject, 'course', rule.allowed ? 'started' : rule.because) }
    case 'closed':
      return { page: closedPage(subject) }
    case 'already-registered':
      return { page: otherRegistrationPage(subject, facts['registrationId']) }
    case 'not-offered':
      return { page: notOfferedPage(subject, at.check) }
    case 'no-rules':
      return { page: noRulesPage(subject) }
    default:
      return { page: changedSincePage(subject, { status: facts['status'], again: again(code, subject) }) }
  }
}

/** An open request is shown where the change begins; everything else on the page to check. */
const again = (code: Refusal, { at }: Changing): string => (code === 'already-asked' ? at.start : at.check)
