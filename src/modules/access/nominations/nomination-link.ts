import { Actor } from '#src/kit/actor.ts'
import { type AcademicYear, academicYearOf, londonDate } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { type Cookies, type Reply, type Route, redirectTo, type WebRequest } from '#src/platform/http/route.ts'
import { contactsOf } from '../../directory/public.ts'
import type { NominationProof } from '../proofs/proof.ts'
import { folded, proofState, tokenIn } from '../proofs/proof-rules.ts'
import { hashOfToken } from '../proofs/proof-secrets.ts'
import { nominationProofByToken } from '../proofs/proofs-queries.ts'
import { NOMINATION_BROWSER_MEMORY, sameMailbox } from './nomination-rules.ts'
import { type SchoolStanding, schoolStanding } from './school-standing-queries.ts'

const LINK = 'nomination-link'
export const LANDING = '/nominate-induction-tutor'

/** Where a new link would go: masked. Null when the school has no address left. */
export type Reissue = { readonly to: string; readonly isSameMailbox: boolean } | null

/** A nomination link as a request brings it: found and checked anew every time. */
export type OpenedLink =
  | {
      readonly state: 'live' | 'not-eligible'
      readonly proof: NominationProof
      readonly standing: SchoolStanding
      readonly reissue: Reissue
      readonly academicYear: AcademicYear
    }
  | {
      readonly state: 'used' | 'revoked' | 'expired'
      readonly proof: NominationProof
      readonly standing: SchoolStanding
      readonly reissue: Reissue
    }
  | { readonly state: 'unknown' }

/** Moves the token from the address bar to the browser's memory. Reads and changes nothing. */
export function openNominationLink({ cookies, params }: WebRequest): Reply {
  const token = tokenIn(params['token'] ?? '')
  if (token) rememberNominationLink(cookies, token)
  else cookies.clear(LINK)
  return redirectTo(LANDING)
}

/** From now on this browser holds the link: it was opened, or its code was entered. */
export const rememberNominationLink = (cookies: Cookies, token: string): void =>
  cookies.set(LINK, token, NOMINATION_BROWSER_MEMORY.total('seconds'))

/** What the browser's link opens now. Never null: a page must say why a link does not work. */
export async function openedLink({ cookies, db, now }: WebRequest): Promise<OpenedLink> {
  const token = cookies.get(LINK)
  const proof = token ? await nominationProofByToken(db, token) : null
  const day = londonDate(now)
  const standing = proof ? await schoolStanding(db, proof.organisationId, day) : null
  if (!proof || !standing) return { state: 'unknown' }
  const found = { proof, standing, reissue: await reissueOf(db, proof) }
  const state = proofState(proof, now)
  if (state !== 'live') return { ...found, state }
  return { ...found, state: standing.eligible ? 'live' : 'not-eligible', academicYear: academicYearOf(day) }
}

async function reissueOf(reader: Reader, proof: NominationProof): Promise<Reissue> {
  const target = sameMailbox(proof, await contactsOf(reader, proof.organisationId))
  return (
    target && { to: maskedAddress(target.address), isSameMailbox: folded(target.address) === folded(proof.address) }
  )
}

/** Drafts belong to whoever holds the link, wherever they opened it. */
export function ownerOfDraft({ cookies }: WebRequest): string | null {
  const token = cookies.get(LINK)
  return token ? `nomination:${hashOfToken(token).toString('base64url')}` : null
}

export const linkHolder = (proofId: string): Actor =>
  new Actor({ identity: { kind: 'link-holder', id: proofId }, name: 'Whoever holds the nomination link', door: 'web' })

/** The same row, whose commands run as the holder of the browser's link, whoever is signed in. */
export const asLinkHolder = (row: Route): Route => ({
  ...row,
  handle: async (request: WebRequest, subject: never) => row.handle(await heldBy(request), subject),
})

async function heldBy(request: WebRequest): Promise<WebRequest> {
  const opened = await openedLink(request)
  const actor = opened.state === 'unknown' ? Actor.anonymous() : linkHolder(opened.proof.id)
  return { ...request, actor, execute: (command, input) => request.executeAs(actor, command, input) }
}
