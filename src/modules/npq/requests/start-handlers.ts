import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { confirmationPage } from '#src/ui/confirmation-page.tsx'
import { CourseIdentifier } from '../courses/course.ts'
import { wasChanged } from './change-requests-queries.ts'
import { type Changing, isOpenFor } from './changing-queries.ts'
import { toldRequest } from './standing.tsx'
import { doneBody, startPage } from './start-page.tsx'

/** Where a change begins; `?course=` is the course that somebody wanted instead when they registered. */
export async function showStart(request: WebRequest, changing: Changing): Promise<Reply> {
  const told = await toldRequest(request.db, changing.view.registration.id)
  const course = CourseIdentifier.safeParse(request.query['course'])
  const action = course.success ? `${changing.at.start}?course=${course.data}` : changing.at.start
  return show(startPage({ changing, told, isOpen: await isOpenFor(request, changing), action }))
}

/** What was changed or asked; somebody who has done neither begins. */
export async function showDone({ db }: WebRequest, changing: Changing): Promise<Reply> {
  const { id } = changing.view.registration
  const told = await toldRequest(db, id)
  if (told === null && !(await wasChanged(db, id))) return redirectTo(changing.at.start)
  return show(confirmationPage(doneBody({ changing, told })))
}
