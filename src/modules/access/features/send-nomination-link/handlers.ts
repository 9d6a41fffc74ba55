import { messageState } from '#src/platform/email/messages-queries.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type School, schoolByUrn } from '../../../directory/public.ts'
import { OrganisationId } from '../../accounts/account.ts'
import { nominationIntent } from '../../emails/nomination-emails.ts'
import { LANDING, linkHolder, openedLink } from '../../nominations/nomination-link.ts'
import { maySendLink } from '../../nominations/nomination-rules.ts'
import { sentToText } from '../../nominations/sent-to-text.ts'
import { ProofId } from '../../proofs/proof.ts'
import { newestNominationProof, nominationSends } from '../../proofs/proofs-queries.ts'
import { newLinkPage, noLinkPage } from './new-link-page.tsx'
import { requestNewLink } from './request-new-link.ts'
import { sendNominationLink } from './send-nomination-link.ts'

export const schoolInPath = ({ db, params }: WebRequest): Promise<School | null> => schoolByUrn(db, params['urn'] ?? '')

/** For staff. Sent or refused, the school's page says what became of it and when the next may go. */
export async function sendFromSchoolPage(request: WebRequest, school: School): Promise<Reply> {
  await request.execute(sendNominationLink, { organisationId: OrganisationId.parse(school.id) })
  return redirectTo(`/schools/${school.urn}#nomination-link`)
}

/** For whoever holds a link that no longer works. */
export async function sendForDeadLink(request: WebRequest): Promise<Reply> {
  const link = await openedLink(request)
  if (link.state === 'unknown' || link.state === 'live') return redirectTo(LANDING)
  const proofId = ProofId.parse(link.proof.id)
  const sent = await request.executeAs(linkHolder(proofId), requestNewLink, { proofId })
  if (!sent.ok && (sent.refusal.code === 'no-contact' || sent.refusal.code === 'not-eligible')) {
    return showAgain(noLinkPage(link.standing.school, sent.refusal.code))
  }
  // Sent, or sent a moment ago: the page tells which, and when the next may go.
  return redirectTo('/nominate-induction-tutor/nomination-link')
}

/** What became of the newest link to the school of the link that this browser holds. */
export async function showNewLink(request: WebRequest): Promise<Reply> {
  const { db, now } = request
  const link = await openedLink(request)
  if (link.state === 'unknown') return redirectTo(LANDING)
  const { school } = link.standing
  const newest = await newestNominationProof(db, school.id)
  if (!newest) return redirectTo(LANDING)
  const decision = maySendLink(await nominationSends(db, school.id, now), now)
  return show(
    newLinkPage({
      school: school.name,
      urn: school.urn,
      sentTo: sentToText(newest),
      sentAt: newest.createdAt,
      message: await messageState(db, nominationIntent(newest.id)),
      nextAt: decision.allowed ? null : decision.at,
      now,
    }),
  )
}
