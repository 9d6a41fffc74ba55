import type { Temporal } from '#src/kit/dates.ts'
import { type MessageState, messageState } from '#src/platform/email/messages-queries.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { signInIntent } from '../emails/sign-in-emails.ts'
import { ProofId } from './proof.ts'
import { type ProofState, proofState } from './proof-rules.ts'
import { signInProofOfBrowser, signInSends, wrongCodes } from './proofs-queries.ts'
import { BROWSER_MEMORY, codeIsLive, codesRestUntil, nextSignInEmailAt } from './sign-in-rules.ts'

/** The cookie that names the sign-in message that this browser asked for last. */
const ASKED = 'sign-in-asked'

export const rememberAsked = ({ cookies }: WebRequest, proofId: string) =>
  cookies.set(ASKED, proofId, BROWSER_MEMORY.total('seconds'))

export const forgetAsked = ({ cookies }: WebRequest) => cookies.clear(ASKED)

/** The id that the browser brings; nothing is checked yet. */
export function askedProofId({ cookies }: WebRequest): ProofId | null {
  const id = ProofId.safeParse(cookies.get(ASKED))
  return id.success ? id.data : null
}

/** A sign-in message that this browser asked for, and what became of it. The same for known and unknown addresses. */
export type AskedSignIn = {
  readonly proofId: ProofId
  readonly address: string
  readonly state: ProofState
  readonly codeLives: boolean
  /** When codes for the address work again after too many wrong ones; null when they work. */
  readonly codesRestUntil: Temporal.Instant | null
  readonly message: Pick<MessageState, 'status' | 'text' | 'next'> | null
  readonly nextEmailAt: Temporal.Instant | null
  readonly expiresAt: Temporal.Instant
  readonly now: Temporal.Instant
}

/** The newest message that this very browser asked for; null when it asked for none lately. */
export async function askedSignIn(request: WebRequest): Promise<AskedSignIn | null> {
  const { db, now, browserHash } = request
  const proofId = askedProofId(request)
  const proof = proofId ? await signInProofOfBrowser(db, proofId, browserHash) : null
  if (!proof || !proofId) return null
  const state = proofState(proof, now)
  return {
    proofId,
    address: proof.address,
    state,
    codeLives: state === 'live' && codeIsLive(proof, now),
    codesRestUntil: codesRestUntil(await wrongCodes(db, proof.address, now), now),
    message: await messageState(db, signInIntent(proof.id)),
    nextEmailAt: nextSignInEmailAt(await signInSends(db, proof.address, now), now),
    expiresAt: proof.expiresAt,
    now,
  }
}
