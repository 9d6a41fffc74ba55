import { academicYearOf, londonDate, Temporal } from '#src/kit/dates.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { hrefOfPage, paging } from '#src/ui/paging.ts'
import { eligibilityOn, isPicked, RESULTS_PER_PAGE, searchSchools } from '../../../directory/public.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { dueText } from '../../proofs/proof-rules.ts'
import { PATH, schoolsPage } from './list-page.tsx'
import type { Partner, SchoolVisit, Visit } from './partner.ts'
import { partnerSchoolPage } from './school-page.tsx'
import { type SchoolState, statesOf, TRUST_SCHOOLS_PER_PAGE, trustSchools } from './school-states-queries.ts'
import { sendLinkForPartner } from './send-link-for-partner.ts'

/** The search for a school; for a trust, its own schools with how they stand. */
export async function showPartnerSchools(request: WebRequest, { partner }: Visit): Promise<Reply> {
  if (!partner) return redirectTo('/')
  const text = (request.query['q'] ?? '').trim()
  return partner.seesAll && text !== '' ? showFound(request, partner, text) : showOwn(request, partner)
}

const pageAsked = ({ query }: WebRequest): number => Number(/^[1-9]\d{0,3}$/.exec(query['page'] ?? '1')?.[0] ?? 1)

async function showFound(request: WebRequest, partner: Partner, text: string): Promise<Reply> {
  const { db, query } = request
  const search = { text, page: pageAsked(request), laCode: null, phaseCode: null, status: 'open' } as const
  const found = await searchSchools(db, search)
  const [only] = found.schools
  if (only && found.total === 1 && isPicked(text)) return redirectTo(`${PATH}/${only.urn}`)
  const shown = paging(query['page'], found.total, RESULTS_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage(PATH, { q: text }, 1))
  const nothing = { own: null, states: new Map(), unregistered: false }
  return show(schoolsPage({ partner, text, found, ...nothing, query: { q: text }, paging: shown }))
}

async function showOwn(request: WebRequest, partner: Partner): Promise<Reply> {
  const { db, now, query } = request
  const unregistered = query['show'] === 'unregistered'
  const asked = unregistered ? { show: 'unregistered' } : {}
  const page = pageAsked(request)
  const own = partner.isTrust ? await trustSchools(db, { trustId: partner.id, now, unregistered, page }) : null
  const rows = (unregistered ? own?.missing : own?.total) ?? 0
  const shown = paging(query['page'], rows, TRUST_SCHOOLS_PER_PAGE)
  if (!shown) return redirectTo(hrefOfPage(PATH, asked, 1))
  const states = await statesOf(db, { ids: own?.schools.map(({ id }) => id) ?? [], now })
  return show(schoolsPage({ partner, text: '', found: null, own, states, unregistered, query: asked, paging: shown }))
}

type Known = SchoolVisit & { readonly partner: Partner }

/** "Is this school registered?", without anybody's name or address. */
export async function showPartnerSchool(request: WebRequest, visit: SchoolVisit): Promise<Reply> {
  const { partner } = visit
  return partner ? show(await schoolPage(request, { ...visit, partner }, null)) : redirectTo(PATH)
}

async function schoolPage(
  { db, now, actor }: WebRequest,
  { school, partner, isTheirs }: Known,
  problem: string | null,
) {
  const state = (await statesOf(db, { ids: [school.id], now })).get(school.id) ?? unknown(school.id)
  const eligibility = await eligibilityOn(db, school, londonDate(now))
  return partnerSchoolPage({
    ...{ school, partner, state, eligibility, problem, actor, isTheirs },
    academicYear: academicYearOf(londonDate(now)),
  })
}

const unknown = (id: string): SchoolState => ({ id, isRegistered: false, since: null, expects: null, lastLink: null })

/** Sends the school's own contact the link, and shows what became of it. */
export async function sendForPartner(request: WebRequest, visit: SchoolVisit): Promise<Reply> {
  const { school, partner } = visit
  if (!partner) return redirectTo(PATH)
  const sent = await request.execute(sendLinkForPartner, { organisationId: OrganisationId.parse(school.id) })
  if (sent.ok) return redirectTo(`${PATH}/${school.urn}`)
  return showAgain(await schoolPage(request, { ...visit, partner }, problemFor(sent.refusal, request)))
}

type Refused = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }

const problemTexts: Readonly<Record<string, string>> = {
  'has-tutor': 'The school has named its induction tutor meanwhile. No link was sent.',
  'not-eligible': 'The school cannot use the service, so no link was sent.',
  'no-contact': 'We cannot reach the school by email. Ask it to correct its address in Get Information about Schools.',
}

function problemFor({ code, facts: { at } }: Refused, { now }: WebRequest): string {
  const wait = at instanceof Temporal.Instant ? ` Another one can be sent at ${dueText(at, now)}.` : ''
  return problemTexts[code] ?? `A link was sent a short while ago.${wait}`
}
