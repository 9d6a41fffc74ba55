import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { contactsOf } from '../../../directory/public.ts'
import { nominationLinkSent } from '../../access-events.ts'
import { nominationLinkEmail } from '../../emails.ts'
import { tutorOf } from '../../memberships-queries.ts'
import { contactForNomination, maySendLink, NOMINATION_LINK_LIFE } from '../../nomination-rules.ts'
import { hashOfToken, newToken } from '../../proof-secrets.ts'
import { nominationSends } from '../../proofs-queries.ts'
import { insertNominationProof } from '../../proofs-store.ts'
import { schoolStanding } from '../../school-standing-queries.ts'

export const LINK_REFUSALS = ['not-eligible', 'no-contact', 'too-soon', 'too-many'] as const
type LinkRefusal = (typeof LINK_REFUSALS)[number]

type Work = {
  readonly tx: Tx
  readonly now: Temporal.Instant
  readonly baseUrl: string
  readonly refuse: (code: LinkRefusal | 'not-found', facts?: Record<string, unknown>) => never
}

/** Makes a link and its message, under the school's lock and after the policy. */
export async function sendLink({ tx, now, baseUrl, refuse }: Work, organisationId: string) {
  const standing = await schoolStanding(tx, organisationId, londonDate(now))
  if (!standing) return refuse('not-found')
  if (!standing.eligible) refuse('not-eligible')
  const contact = contactForNomination(await contactsOf(tx, organisationId))
  if (!contact) return refuse('no-contact')
  const decision = maySendLink(await nominationSends(tx, organisationId, now), now)
  if (!decision.allowed) return refuse(decision.reason, { at: decision.at })
  const [token, expiresAt] = [newToken(), now.add(NOMINATION_LINK_LIFE)]
  const { address, channel } = contact
  const proofId = await insertNominationProof(tx, {
    organisationId,
    address,
    tokenHash: hashOfToken(token),
    now,
    expiresAt,
  })
  const { school } = standing
  const hasTutor = (await tutorOf(tx, organisationId)) !== null
  const event = nominationLinkSent.of(
    [
      { kind: 'school', id: organisationId },
      { kind: 'proof', id: proofId },
    ],
    { to: maskedAddress(address), channel, expiresOn: londonDate(expiresAt).toString() },
  )
  return {
    value: { proofId, sentTo: maskedAddress(address) },
    events: [event] as const,
    send: [nominationLinkEmail({ proofId, to: address, school, token, expiresAt, hasTutor, baseUrl })],
  }
}
