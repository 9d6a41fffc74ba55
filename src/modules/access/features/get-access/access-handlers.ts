import { academicYearOf, londonDate, Temporal } from '#src/kit/dates.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { takeToken } from '#src/platform/rate-limits/rate-limits-store.ts'
import { contactsOf, eligibilityOn, linkedSchools, type School, schoolByUrn } from '../../../directory/public.ts'
import { OrganisationId } from '../../accounts/account.ts'
import {
  REQUEST_PAGE_LIFE,
  REQUESTS_FROM_ONE_BROWSER,
  REQUESTS_FROM_ONE_IP,
} from '../../link-requests/link-request-rules.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { newestExpectation } from '../../nominations/expectations-store.ts'
import { contactForNomination, maySendLink } from '../../nominations/nomination-rules.ts'
import { sentToText } from '../../nominations/sent-to-text.ts'
import { dueText, proofState, tokenIn } from '../../proofs/proof-rules.ts'
import { hashOfToken, newToken } from '../../proofs/proof-secrets.ts'
import { newestNominationProof, nominationSends } from '../../proofs/proofs-queries.ts'
import { type AccessFacts, accessPage, notNowPage } from './access-page.tsx'
import { requestNominationLink } from './request-nomination-link.ts'

export const schoolInPath = ({ db, params }: WebRequest): Promise<School | null> => schoolByUrn(db, params['urn'] ?? '')

/** "Get access for …": where the school stands, who is registered, and every way in. */
export const showAccess = async (request: WebRequest, school: School): Promise<Reply> =>
  show(accessPage(await accessFacts(request, school)))

/** Asks that the school is sent its link, and goes to the page on which the requester follows it. */
export async function askForLink(request: WebRequest, school: School): Promise<Reply> {
  const rest = await takeAllowance(request)
  if (rest) return notNow(request, school, `You have asked for many links. You can ask for another one at ${rest}.`)
  // A form without a reference was not ours: it gets one, and its repeat another.
  const reference = tokenIn(one(request.form['reference'])) ?? newToken()
  const { browserHash, now } = request
  const organisationId = OrganisationId.parse(school.id)
  const asked = await request.execute(requestNominationLink, { organisationId, reference, browserHash })
  if (asked.ok || asked.refusal.code === 'already-asked') {
    rememberRequest(request, school.urn, reference)
    const noContact = asked.ok && asked.value.outcome === 'no-contact'
    return redirectTo(`/link-requests/${reference}${noContact ? '/help' : ''}`)
  }
  const { code, facts } = asked.refusal
  // The school's page says why it cannot use the service.
  if (code === 'not-eligible') return redirectTo(`/schools/${school.urn}/access`)
  return notNow(request, school, refusedText(code, facts['at'], now))
}

/** What a limit says of itself. */
function refusedText(code: string, at: unknown, now: Temporal.Instant): string {
  const next = at instanceof Temporal.Instant ? `at ${dueText(at, now)}` : 'later'
  switch (code) {
    case 'too-soon':
      return `The school was sent a link a moment ago. The next one can be sent ${next}.`
    case 'too-many':
      return `The school was sent all the links that it can be sent in 24 hours. The next one can be sent ${next}.`
    default:
      return `The email address that we have for the school has had many links, because it serves other schools too. The next one can be sent ${next}.`
  }
}

async function notNow(request: WebRequest, school: School, why: string): Promise<Reply> {
  const isRegistered = (await membersOf(request.db, school.id)).length > 0
  const ownRequest = rememberedRequest(request, school.urn)
  return { kind: 'page', status: 429, page: notNowPage({ school, why, ownRequest, isRegistered }) }
}

async function accessFacts(request: WebRequest, school: School): Promise<AccessFacts> {
  const { db, now } = request
  const day = londonDate(now)
  const academicYear = academicYearOf(day)
  const newest = await newestNominationProof(db, school.id)
  const decision = maySendLink(await nominationSends(db, school.id, now), now)
  const expectation = await newestExpectation(db, school.id, academicYear)
  return {
    school,
    eligibility: await eligibilityOn(db, school, day),
    successors: (await linkedSchools(db, school.urn)).successors,
    members: await membersOf(db, school.id),
    contact: contactForNomination(await contactsOf(db, school.id)),
    expectsNobodyIn: expectation === 'no' ? academicYear : null,
    liveLink:
      newest && proofState(newest, now) === 'live' ? { sentTo: sentToText(newest), sentAt: newest.createdAt } : null,
    nextAt: decision.allowed ? null : decision.at,
    ownRequest: rememberedRequest(request, school.urn),
    reference: newToken(),
    now,
  }
}

/** Null when the request may be made, else when the next may. Counted before the command, whose refusal would undo the count. */
async function takeAllowance({ db, now, ip, browserHash }: WebRequest): Promise<string | null> {
  const browser = browserHash.toString('base64url')
  const address = hashOfToken(ip).toString('base64url')
  const limits = [
    { ...REQUESTS_FROM_ONE_BROWSER, key: `access.link-requests-of:${browser}` },
    { ...REQUESTS_FROM_ONE_IP, key: `access.link-requests-from:${address}` },
  ]
  for (const limit of limits) {
    const token = await takeToken(db, { ...limit, now })
    if (!token.taken) return dueText(now.add({ seconds: token.waitSeconds }), now)
  }
  return null
}

const OWN_REQUEST = 'link-request'

/** The newest request of this browser, so that the way back needs no bookmark. */
function rememberRequest({ cookies }: WebRequest, urn: string, reference: string): void {
  cookies.set(OWN_REQUEST, `${urn}.${reference}`, REQUEST_PAGE_LIFE.total('seconds'))
}

function rememberedRequest({ cookies }: WebRequest, urn: string): string | null {
  const [ofSchool, kept = ''] = (cookies.get(OWN_REQUEST) ?? '').split('.', 2)
  const reference = ofSchool === urn ? tokenIn(kept) : null
  return reference ? `/link-requests/${reference}` : null
}

const one = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '')
