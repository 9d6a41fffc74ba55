import type { WebRequest } from '#src/platform/http/route.ts'
import { courseFactsOf } from '../../courses/questions/course-facts-queries.ts'
import { courseAnswersFrom } from '../../courses/questions/course-path.ts'
import type { CourseStepAnswers } from '../../courses/questions/course-steps.ts'
import { isLive, type Registration } from '../../registrations/registration.ts'
import { registrationsOf } from '../../registrations/registrations-queries.ts'
import type { Changing } from '../../requests/changing-queries.ts'
import { reassess } from '../../requests/reassess-queries.ts'
import type { ChangeCourseFacts } from './journey.ts'

type Asked = {
  readonly answers: Partial<CourseStepAnswers>
  readonly subject: Changing
  readonly request: Pick<WebRequest, 'db' | 'now'>
}

/** The courses to choose from, and what follows from the one that is chosen. At most eight queries. */
export async function changeCourseFacts({ answers, subject, request }: Asked): Promise<ChangeCourseFacts> {
  const { db, now } = request
  const { registration, cohort } = subject.view
  const chosen = answers['choose-your-npq']?.course ?? null
  const found = await courseFactsOf(db, { cohort: registration.cohort, course: chosen })
  const courses = found.courses.filter(({ identifier }) => identifier !== registration.course)
  const course = courses.find(({ identifier }) => identifier === chosen)?.identifier
  const known = { ...found, courses, registration, isOwn: subject.isOwn }
  if (!course) return { ...known, otherId: null, funding: null }
  const others = await registrationsOf(db, registration.personId)
  const funding = await reassess(db, {
    ...{ registration, cohortFunding: cohort.funding, course, answers: courseAnswersFrom(course, answers), now },
  })
  return { ...known, otherId: others.find((other) => isInTheWay(other, registration, course))?.id ?? null, funding }
}

const isInTheWay = (other: Registration, { id, cohort }: Registration, course: Registration['course']): boolean =>
  other.id !== id && other.course === course && other.cohort === cohort && isLive(other)
