import { londonDate } from '#src/kit/dates.ts'
import { historyBefore } from '#src/platform/audit/history-pages.ts'
import { notFound, type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { ORGANISATION_KINDS, ORGANISATION_ROLES, OrganisationId } from '../../organisation.ts'
import {
  aliasesOf,
  listOrganisations,
  memberSchools,
  ORGANISATIONS_PER_PAGE,
  type Organisation,
  type OrganisationSearch,
  organisationById,
  relationsOf,
  rolesOf,
} from '../../organisations-queries.ts'
import { schoolById } from '../../schools-queries.ts'
import { organisationListPage } from './list-page.tsx'
import { organisationPage } from './organisation-page.tsx'

/** Every organisation but the schools, by name, kind and today's role. */
export async function showOrganisations({ db, query, now }: WebRequest): Promise<Reply> {
  const search = asked(query, londonDate(now))
  const address = addressOf(search)
  const { organisations, total } = await listOrganisations(db, search)
  const shown = paging(query['page'], total, ORGANISATIONS_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage('/organisations', address, 1))
  return show(organisationListPage({ search, organisations, paging: shown, query: address }))
}

/** The organisation of the address, or null. */
export const organisationOfAddress = async ({ db, params }: WebRequest): Promise<Organisation | null> => {
  const id = OrganisationId.safeParse(params['id'])
  return id.success ? organisationById(db, id.data) : null
}

/** What an organisation does and did, its names, relations, schools and history. A school has a page of its own. */
export async function showOrganisation(
  { db, query, now, history }: WebRequest,
  organisation: Organisation,
): Promise<Reply> {
  const { id, kind } = organisation
  if (kind === 'school') {
    const school = await schoolById(db, id)
    return school ? redirectTo(`/schools/${school.urn}`) : notFound
  }
  const day = londonDate(now)
  const [roles, aliases, relations, members, entries] = await Promise.all([
    rolesOf(db, id),
    aliasesOf(db, id),
    relationsOf(db, id),
    kind === 'trust' ? memberSchools(db, { trustId: id, day, page: pageNumber(query) }) : { schools: [], total: 0 },
    history({ kind: 'organisation', id }, historyBefore(query['before'])),
  ])
  const shown = paging(query['page'], members.total, ORGANISATIONS_PER_PAGE)
  if (!shown) return redirectTo(`/organisations/${id}`)
  return show(
    organisationPage({
      organisation,
      roles,
      aliases,
      relations,
      schools: members.schools,
      paging: shown,
      entries,
      day,
    }),
  )
}

function asked(query: WebRequest['query'], day: OrganisationSearch['day']): OrganisationSearch {
  const { q = '', role, kind } = query
  return {
    text: q.trim().slice(0, 200),
    role: ORGANISATION_ROLES.find((known) => known === role) ?? null,
    kind: ORGANISATION_KINDS.find((known) => known === kind && known !== 'school') ?? null,
    day,
    page: pageNumber(query),
  }
}

const pageNumber = (query: WebRequest['query']): number =>
  /^[1-9]\d{0,3}$/.test(query['page'] ?? '') ? Number(query['page']) : 1

const addressOf = ({ text, role, kind }: OrganisationSearch): Readonly<Record<string, string>> => ({
  ...(text ? { q: text } : {}),
  ...(role ? { role } : {}),
  ...(kind ? { kind } : {}),
})
