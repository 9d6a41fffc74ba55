import { CSV_TYPE } from '#src/kit/csv.ts'
import { londonDate } from '#src/kit/dates.ts'
import { type Reply, redirectTo, show, stream, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { localAuthorities, organisationNames, schoolsById } from '../../../directory/public.ts'
import { withTutor } from '../../invitations/invitations-queries.ts'
import { askedMissing } from '../../invitations/missing-search.ts'
import { missingByAuthority, missingByTrust, TRUSTS_PER_PAGE } from '../../missing-list/missing-groups-queries.ts'
import {
  allMissingIds,
  listedAt,
  missingCounts,
  missingPage,
  totalOf,
} from '../../missing-list/missing-list-queries.ts'
import { MISSING_PER_PAGE } from '../../missing-list/missing-list-rules.ts'
import { authoritiesPage, trustsPage } from './count-pages.tsx'
import { missingFile } from './export-file.ts'
import { listPage, PATH } from './list-page.tsx'

/** Eligible schools without an induction tutor: how many for each reason, and one page of them. */
export async function showMissing(request: WebRequest): Promise<Reply> {
  const { db, now, query: asked } = request
  const { criteria, sort, query } = await askedMissing(request, asked)
  const counts = await missingCounts(db, criteria)
  const shown = paging(asked['page'], totalOf(counts, criteria), MISSING_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage(PATH, query, 1))
  const schools = await missingPage(db, { filter: criteria, sort, page: shown.page })
  const ids = schools.map(({ id }) => id)
  const trustIds = [...schools.map(({ trustId }) => trustId), criteria.trustId].filter((id) => id !== null)
  return show(
    listPage({
      ...{ criteria, sort, query, counts, schools, now },
      ...{ paging: shown, asAt: await listedAt(db), authorities: await localAuthorities(db) },
      ...{ facts: await schoolsById(db, ids), trusts: await organisationNames(db, trustIds) },
      named: await withTutor(db, ids),
    }),
  )
}

/** The same schools counted by local authority. */
export async function showAuthorities(request: WebRequest): Promise<Reply> {
  const { db, now } = request
  const { criteria, query } = await askedMissing(request, request.query)
  const groups = await missingByAuthority(db, { ...criteria, laCode: null })
  return show(authoritiesPage({ groups, query, asAt: await listedAt(db), now }))
}

/** The same schools counted by trust, most first. */
export async function showTrusts(request: WebRequest): Promise<Reply> {
  const { db, now, query: asked } = request
  const { criteria, query } = await askedMissing(request, asked)
  const { groups, trusts } = await missingByTrust(db, { ...criteria, trustId: null }, pageNumber(asked['page']))
  const shown = paging(asked['page'], trusts, TRUSTS_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage(`${PATH}/trusts`, query, 1))
  const names = await organisationNames(
    db,
    groups.map(({ key }) => key),
  )
  const named = groups.map((group) => ({ ...group, name: names.get(group.key)?.name ?? 'A trust' }))
  return show(trustsPage({ groups: named, paging: shown, query, asAt: await listedAt(db), now }))
}

const pageNumber = (asked: string | undefined): number => Number(/^[1-9]\d{0,5}$/.exec(asked ?? '1')?.[0] ?? 1)

/** The same schools as a file, in the order of the list: which they are is settled now, what is said of each while it is sent. */
export async function exportMissing(request: WebRequest): Promise<Reply> {
  const { db, now } = request
  const { criteria, sort } = await askedMissing(request, request.query)
  const ids = await allMissingIds(db, { filter: criteria, sort })
  const fileName = `schools-without-induction-tutor-${londonDate(now)}.csv`
  return stream({ type: CSV_TYPE, fileName, parts: missingFile(db, ids) })
}
