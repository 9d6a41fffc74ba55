import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Subject } from '#src/platform/audit/event.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { contactsOf, type School } from '../../directory/public.ts'
import { nominationLinkSent } from '../access-events.ts'
import { nominationLinkEmail } from '../emails/nomination-emails.ts'
import { tutorOf } from '../memberships/memberships-queries.ts'
import type { NominationChannel } from '../proofs/proof.ts'
import { hashOfToken, newToken } from '../proofs/proof-secrets.ts'
import { nominationSends } from '../proofs/proofs-queries.ts'
import { insertNominationProof } from '../proofs/proofs-store.ts'
import { contactForNomination, maySendLink, NOMINATION_LINK_LIFE } from './nomination-rules.ts'
import { schoolStanding } from './school-standing-queries.ts'

export const LINK_REFUSALS = ['not-eligible', 'no-contact', 'too-soon', 'too-many'] as const
type LinkRefusal = (typeof LINK_REFUSALS)[number]

/** As much of a command's work as each of these needs; a command may refuse with more. */
type Work<Code extends string> = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly baseUrl: string
  readonly refuse: (code: Code, facts?: Record<string, unknown>) => never
}

/** Sends the school's contact a link, under the school's lock and after the policy: its main address, else its alternative one. */
export async function sendLink(work: Work<LinkRefusal | 'not-found'>, organisationId: string) {
  const school = await eligibleSchool(work, organisationId)
  const contact = contactForNomination(await contactsOf(work.tx, organisationId))
  if (!contact) return work.refuse('no-contact')
  await respectSchoolLimits(work, organisationId)
  return sendLinkTo(work, { school, ...contact, linkRequestId: null })
}

/** The school, if it may use the service today; else refuses. */
export async function eligibleSchool(
  { tx, now, refuse }: Work<'not-eligible' | 'not-found'>,
  organisationId: string,
): Promise<School> {
  const standing = await schoolStanding(tx, organisationId, londonDate(now))
  if (!standing) return refuse('not-found')
  return standing.eligible ? standing.school : refuse('not-eligible')
}

/** Refuses a second link within 5 minutes and a sixth in 24 hours, with `at`, the moment of the next. */
export async function respectSchoolLimits(
  { tx, now, refuse }: Work<'too-soon' | 'too-many'>,
  organisationId: string,
): Promise<void> {
  const decision = maySendLink(await nominationSends(tx, organisationId, now), now)
  if (!decision.allowed) refuse(decision.reason, { at: decision.at })
}

type Sending = {
  readonly school: School
  readonly address: string
  readonly channel: Exclude<NominationChannel, 'letter'>
  /** The request that the link answers; null when nobody asked on a page. */
  readonly linkRequestId: string | null
}

/** Makes a link to one mailbox and its message, once everything has been checked. */
export async function sendLinkTo(
  { tx, now, baseUrl }: Omit<Work<never>, 'refuse'>,
  { school, address, channel, linkRequestId }: Sending,
) {
  const [token, expiresAt] = [newToken(), now.add(NOMINATION_LINK_LIFE)]
  const tokenHash = hashOfToken(token)
  const organisationId = school.id
  const proofId = await insertNominationProof(tx, {
    ...{ organisationId, address, channel, linkRequestId, tokenHash, now, expiresAt },
  })
  const hasTutor = (await tutorOf(tx, organisationId)) !== null
  const asked: readonly Subject[] = linkRequestId ? [{ kind: 'link-request', id: linkRequestId }] : []
  const event = nominationLinkSent.of(
    [{ kind: 'school', id: organisationId }, { kind: 'proof', id: proofId }, ...asked],
    { to: maskedAddress(address), channel, expiresOn: londonDate(expiresAt).toString() },
  )
  return {
    value: { proofId, sentTo: maskedAddress(address) },
    events: [event] as const,
    send: [nominationLinkEmail({ proofId, to: address, school, token, expiresAt, hasTutor, baseUrl })],
  }
}
