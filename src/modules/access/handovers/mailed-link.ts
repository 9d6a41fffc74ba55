import { Actor } from '#src/kit/actor.ts'
import { type Reply, redirectTo, type WebRequest } from '#src/platform/http/route.ts'
import { type ProofState, proofState, tokenIn } from '../proofs/proof-rules.ts'
import { MAILED_LINK_MEMORY } from './handover-rules.ts'
import { type MailedProof, type MailedPurpose, mailedProofByToken } from './mailed-proofs-store.ts'

/** Where the pages behind the links begin. */
export const MAILED_LANDINGS: Readonly<Record<MailedPurpose, string>> = {
  'object-to-handover': '/object-to-handover',
  'confirm-tutor': '/confirm-tutor',
}

/** Moves the token from the address bar to the browser's memory, one for each kind of link. Reads and changes nothing. */
export const openMailedLink =
  (purpose: MailedPurpose) =>
  ({ cookies, params }: WebRequest): Reply => {
    const token = tokenIn(params['token'] ?? '')
    if (token) cookies.set(purpose, token, MAILED_LINK_MEMORY.total('seconds'))
    else cookies.clear(purpose)
    return redirectTo(MAILED_LANDINGS[purpose])
  }

export type OpenedMailedLink = { readonly proof: MailedProof; readonly state: ProofState; readonly token: string }

/** What the browser's link opens now, looked at anew; null when it opens nothing. */
export async function openedMailedLink(
  { cookies, db, now }: WebRequest,
  purpose: MailedPurpose,
): Promise<OpenedMailedLink | null> {
  const token = cookies.get(purpose)
  const proof = token === undefined ? null : await mailedProofByToken(db, purpose, token)
  return proof && token !== undefined ? { proof, state: proofState(proof, now), token } : null
}

const NAMES: Readonly<Record<MailedPurpose, string>> = {
  'object-to-handover': 'Whoever holds the link to object',
  'confirm-tutor': 'Whoever holds the link that asks for the tutor',
}

export const mailedLinkHolder = ({ id, purpose }: MailedProof): Actor =>
  new Actor({ identity: { kind: 'link-holder', id }, name: NAMES[purpose], door: 'web' })
