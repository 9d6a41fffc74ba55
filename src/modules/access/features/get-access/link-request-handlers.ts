import { academicYearOf, londonDate } from '#src/kit/dates.ts'
import { type Reply, redirectTo, show, type WebRequest } from '#src/platform/http/route.ts'
import { bankHolidaysFrom, contactsOf } from '../../../directory/public.ts'
import { nextStep, pageHasEnded, resendTo } from '../../link-requests/link-request-rules.ts'
import { linkRequestByReference, linksOfRequest, nominatedSince } from '../../link-requests/link-requests-queries.ts'
import { membersOf } from '../../memberships/memberships-queries.ts'
import { newestExpectation } from '../../nominations/expectations-store.ts'
import { maySendLink } from '../../nominations/nomination-rules.ts'
import { schoolStanding } from '../../nominations/school-standing-queries.ts'
import { tokenIn } from '../../proofs/proof-rules.ts'
import { nominationSends } from '../../proofs/proofs-queries.ts'
import { type Followed, linkRequestPage, unknownRequestPage } from './link-request-page.tsx'
import { resendNominationLink, sendToNextChannel } from './send-again.ts'

/** The reference that a request of the web brings, whole or damaged by mail programs; null when it cannot be one. */
const referenceIn = ({ params }: WebRequest): string | null => tokenIn(params['token'] ?? '')

export async function showLinkRequest(request: WebRequest): Promise<Reply> {
  const followed = await followedRequest(request)
  return followed ? show(linkRequestPage(followed)) : unknownRequest
}

/** The same channel once more. Sent or refused, the page says what became of it and when the next may go. */
export async function resend(request: WebRequest): Promise<Reply> {
  const reference = referenceIn(request)
  if (!reference) return unknownRequest
  await request.execute(resendNominationLink, { reference })
  return redirectTo(`/link-requests/${reference}`)
}

/** The next channel, if its time has come. */
export async function sendToNext(request: WebRequest): Promise<Reply> {
  const reference = referenceIn(request)
  if (!reference) return unknownRequest
  await request.execute(sendToNextChannel, { reference })
  return redirectTo(`/link-requests/${reference}`)
}

/** A page of its own that says what to do: not the same as a wrong address. */
export const unknownRequest: Reply = { kind: 'page', status: 404, page: unknownRequestPage() }

/** Everything that the requester sees; null for a reference of nothing and for a request that has ended. */
export async function followedRequest(request: WebRequest): Promise<Followed | null> {
  const { db, now } = request
  const reference = referenceIn(request)
  const found = reference ? await linkRequestByReference(db, reference) : null
  if (!found || pageHasEnded(found.createdAt, now)) return null
  const day = londonDate(now)
  const standing = await schoolStanding(db, found.organisationId, day)
  if (!standing) return null
  const [links, contacts] = [await linksOfRequest(db, found.id), await contactsOf(db, found.organisationId)]
  const decision = maySendLink(await nominationSends(db, found.organisationId, now), now)
  const academicYear = academicYearOf(day)
  const holidays = await bankHolidaysFrom(db, londonDate(found.createdAt))
  return {
    at: `/link-requests/${reference}`,
    request: found,
    ...standing,
    links,
    step: nextStep({ tried: links, contacts, holidays, now }),
    resend: resendTo(links, contacts),
    nextAt: decision.allowed ? null : decision.at,
    nominatedAt: await nominatedSince(db, found.organisationId, found.createdAt),
    expectsNobodyIn: (await newestExpectation(db, found.organisationId, academicYear)) === 'no' ? academicYear : null,
    isRegistered: (await membersOf(db, found.organisationId)).length > 0,
    now,
  }
}
