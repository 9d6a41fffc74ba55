import { CSV_TYPE } from '#src/kit/csv.ts'
import { londonDate } from '#src/kit/dates.ts'
import { type Reply, redirectTo, show, stream, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { localAuthorities, organisationNames, schoolsById } from '../../../directory/public.ts'
import {
  allMissing,
  listMissing,
  MISSING_PER_PAGE,
  missingByAuthority,
  missingByTrust,
} from '../../invitations/missing-queries.ts'
import { askedMissing } from '../../invitations/missing-search.ts'
import { authoritiesPage, TRUSTS_PER_PAGE, trustsPage } from './count-pages.tsx'
import { missingFile } from './export-file.ts'
import { listPage, PATH } from './list-page.tsx'

/** Eligible schools without an induction tutor: how many for each reason, and one page of them. */
export async function showMissing(request: WebRequest): Promise<Reply> {
  const { db, now, query: asked } = request
  const { criteria, sort, query } = await askedMissing(request, asked)
  const page = Number(/^[1-9]\d{0,5}$/.exec(asked['page'] ?? '1')?.[0] ?? 1)
  const [found, authorities] = [
    await listMissing(db, { filter: criteria, now, sort, page }),
    await localAuthorities(db),
  ]
  const shown = paging(asked['page'], found.total, MISSING_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage(PATH, query, 1))
  const trustIds = [...found.schools.map(({ trustId }) => trustId), criteria.trustId].filter((id) => id !== null)
  return show(
    listPage({
      ...{ criteria, sort, query, authorities, found, now },
      paging: shown,
      facts: await schoolsById(
        db,
        found.schools.map(({ id }) => id),
      ),
      trusts: await organisationNames(db, trustIds),
    }),
  )
}

/** The same schools counted by local authority. */
export async function showAuthorities(request: WebRequest): Promise<Reply> {
  const { criteria, query } = await askedMissing(request, request.query)
  const filter = { ...criteria, laCode: null }
  return show(authoritiesPage({ groups: await missingByAuthority(request.db, { filter, now: request.now }), query }))
}

/** The same schools counted by trust, most first. */
export async function showTrusts(request: WebRequest): Promise<Reply> {
  const { db, now } = request
  const { criteria, query } = await askedMissing(request, request.query)
  const all = await missingByTrust(db, { filter: { ...criteria, trustId: null }, now })
  const shown = paging(request.query['page'], all.length, TRUSTS_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage(`${PATH}/trusts`, query, 1))
  const page = all.slice(shown.offset, shown.offset + shown.limit)
  const names = await organisationNames(
    db,
    page.map(({ key }) => key),
  )
  const groups = page.map((group) => ({ ...group, name: names.get(group.key)?.name ?? 'A trust' }))
  return show(trustsPage({ groups, paging: shown, query }))
}

/** The same schools as a file, in the order of the list. */
export async function exportMissing(request: WebRequest): Promise<Reply> {
  const { db, now } = request
  const { criteria, sort } = await askedMissing(request, request.query)
  const schools = await allMissing(db, { filter: criteria, now, sort })
  const fileName = `schools-without-induction-tutor-${londonDate(now)}.csv`
  return stream({ type: CSV_TYPE, fileName, parts: missingFile(db, schools) })
}
