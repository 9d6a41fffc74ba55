import { londonDate } from '#src/kit/dates.ts'
import { organisationNames, organisationsHolding, peopleById } from '#src/modules/directory/public.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { CourseIdentifier } from '../../courses/course.ts'
import { allCourses, cohortsOn } from '../../courses/courses-queries.ts'
import { REGISTRATION_STATUSES } from '../../registrations/registration-states.ts'
import { findRegistrations } from '../../search/registration-search-queries.ts'
import { type Filters, SORTS, soughtIn } from '../../search/registration-search-rules.ts'
import { WORK_SETTINGS } from '../../work-details/work-details.ts'
import { searchPage } from './search-page.tsx'

const PER_PAGE = 25

/** Registrations by name, email address, TRN, URN or id, with filters: where staff begin. */
export async function showSearch(request: WebRequest): Promise<Reply> {
  const { db, query, now, path } = request
  const [filters, sort] = [filtersIn(query), SORTS.find((one) => one === query['sort']) ?? 'newest']
  const at = Number(/^[1-9][0-9]{0,3}$/.exec(query['page'] ?? '1')?.[0] ?? 1)
  const { found, total, hasMore } = await findRegistrations(db, {
    ...{ sought: soughtIn(query['q'] ?? ''), filters, sort },
    ...{ limit: PER_PAGE, offset: (at - 1) * PER_PAGE },
  })
  const pages = paging(query['page'], total, PER_PAGE)
  if (pages === null) return redirectTo(hrefOfPage(path, query, 1))
  const today = londonDate(now)
  return show(
    searchPage({
      ...{ query, filters, sort, found, hasMore, paging: pages },
      people: await peopleById(
        db,
        found.map(({ personId }) => personId),
      ),
      courses: await allCourses(db),
      cohorts: await cohortsOn(db, today),
      providers: await organisationsHolding(db, 'npq-provider', today),
      names: await organisationNames(
        db,
        found.map(({ providerId }) => providerId),
      ),
    }),
  )
}

const UUID = /^[0-9a-f-]{36}$/

const filtersIn = (query: WebRequest['query']): Filters => ({
  cohort: /^[0-9]{4}[a-c]$/.exec(query['cohort'] ?? '')?.[0] ?? null,
  status: REGISTRATION_STATUSES.find((one) => one === query['status']) ?? null,
  course: CourseIdentifier.safeParse(query['course']).data ?? null,
  providerId: UUID.exec(query['provider'] ?? '')?.[0] ?? null,
  setting: WORK_SETTINGS.find((one) => one === query['setting']) ?? null,
})
