import { londonDate } from '#src/kit/dates.ts'
import { organisationNames, peopleById } from '#src/modules/directory/public.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { accountsToTell } from '../../../access/public.ts'
import { allCourses, cohortsOn } from '../../courses/courses-queries.ts'
import { countPlacesInDoubt, countReviews, placesInDoubt, reviewQueue } from '../../reviews/reviews-queries.ts'
import { placesPage } from './places-page.tsx'
import { filtersIn } from './review-filters.ts'
import { reviewsPage } from './reviews-page.tsx'

/** Everything whose funding staff look at, the longest first. Eight queries, however many there are. */
export async function showReviews({ db, query, path, now, actor }: WebRequest): Promise<Reply> {
  const filters = filtersIn({ query, accountId: actor.accountId, now })
  const shown = paging(query['page'], await countReviews(db, filters))
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  const { lines } = await reviewQueue(db, filters, shown)
  return show(
    reviewsPage({
      ...{ lines, query, now, paging: shown },
      inDoubt: await countPlacesInDoubt(db),
      courses: await allCourses(db),
      cohorts: await cohortsOn(db, londonDate(now)),
      people: await peopleById(
        db,
        lines.map(({ personId }) => personId),
      ),
      staff: await accountsToTell(
        db,
        lines.flatMap(({ assignedTo }) => assignedTo ?? []),
      ),
    }),
  )
}

/** Funded places that somebody must settle with the provider, the longest in doubt first. Six queries. */
export async function showPlaces({ db, query, path }: WebRequest): Promise<Reply> {
  const shown = paging(query['page'], await countPlacesInDoubt(db))
  if (!shown) return redirectTo(hrefOfPage(path, query, 1))
  const places = await placesInDoubt(db, shown)
  return show(
    placesPage({
      ...{ places, paging: shown, query },
      courses: await allCourses(db),
      people: await peopleById(
        db,
        places.map(({ personId }) => personId),
      ),
      providers: await organisationNames(
        db,
        places.map(({ providerId }) => providerId),
      ),
    }),
  )
}
