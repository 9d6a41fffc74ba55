import { londonDate } from '#src/kit/dates.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { memberSchools } from '../../../directory/public.ts'
import { tutorsAt } from '../../memberships/memberships-queries.ts'
import type { HomeFacts } from './home-parts.tsx'
import { trustHomePage } from './trust-home-page.tsx'

/** A trust: its schools of today, which of them have an induction tutor, and the way to act for one. */
export async function showTrustHome({ db, query, now, actor }: WebRequest, facts: HomeFacts): Promise<Reply> {
  const { place } = facts
  const own = actor.memberships.filter(({ through }) => through === place.id)
  const schoolIds = [...new Set(own.map(({ organisationId }) => organisationId))]
  const tutors = await tutorsAt(db, schoolIds)
  const onlyMissing = query['tutor'] === 'missing'
  const text = (query['q'] ?? '').slice(0, LONGEST_SEARCH)
  const search = {
    trustId: place.id,
    day: londonDate(now),
    text,
    without: onlyMissing ? [...tutors.keys()] : [],
  }
  const asked = Math.max(1, Number(/^[1-9][0-9]{0,5}$/.exec(query['page'] ?? '1')?.[0] ?? 1))
  const { schools, total } = await memberSchools(db, { ...search, page: asked })
  const shownQuery = { ...(text ? { q: text } : {}), ...(onlyMissing ? { tutor: 'missing' } : {}) }
  const shown = paging(query['page'], total)
  // The first page is there even when it is empty; any other is an address that has grown old.
  if (!shown) return redirectTo(hrefOfPage('/home', shownQuery, 1))
  return show(
    trustHomePage({
      ...facts,
      schools,
      tutors,
      counts: { all: schoolIds.length, missing: schoolIds.filter((id) => !tutors.has(id)).length },
      text,
      onlyMissing,
      paging: shown,
      query: shownQuery,
    }),
  )
}

const LONGEST_SEARCH = 100
