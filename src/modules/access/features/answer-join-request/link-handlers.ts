import { Actor } from '#src/kit/actor.ts'
import { londonDate } from '#src/kit/dates.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { type AnswerProof, answerProofByToken } from '../../join-requests/answer-proofs-store.ts'
import { approversOf, speaksStill } from '../../join-requests/approvers-queries.ts'
import { JOIN_BROWSER_MEMORY } from '../../join-requests/join-request-rules.ts'
import { stageOf } from '../../join-requests/join-request-states.ts'
import { joinRequestById } from '../../join-requests/join-requests-queries.ts'
import { joinTargetById } from '../../join-requests/join-target-queries.ts'
import { proofState, tokenIn } from '../../proofs/proof-rules.ts'
import { approve, type Question, refuse, showQuestion } from './handlers.ts'
import { type DeadAnswer, deadAnswerPage } from './outcome-pages.tsx'

const LINK = 'answer-join-request-link'
const PAGE = '/answer-join-request'

/** Moves the token from the address bar to the browser's memory. Reads and changes nothing. */
export function openAnswerLink({ cookies, params }: WebRequest): Reply {
  const token = tokenIn(params['token'] ?? '')
  if (token) cookies.set(LINK, token, JOIN_BROWSER_MEMORY.total('seconds'))
  else cookies.clear(LINK)
  return redirectTo(PAGE)
}

export const showByLink = async (request: WebRequest): Promise<Reply> => {
  const held = await heldQuestion(request)
  return typeof held === 'string' ? show(deadAnswerPage(held)) : showQuestion(request, held)
}

export const approveByLink = async (request: WebRequest): Promise<Reply> => {
  const held = await heldQuestion(request)
  return typeof held === 'string' ? showAgain(deadAnswerPage(held)) : approve(request, held)
}

export const refuseByLink = async (request: WebRequest): Promise<Reply> => {
  const held = await heldQuestion(request)
  return typeof held === 'string' ? showAgain(deadAnswerPage(held)) : refuse(request, held)
}

/** The request behind the browser's link, found and checked anew every time, or why there is none. */
async function heldQuestion(request: WebRequest): Promise<Question | DeadAnswer> {
  const { db, cookies, now } = request
  const token = cookies.get(LINK)
  const proof = token ? await answerProofByToken(db, token) : null
  const asked = proof ? await joinRequestById(db, proof.joinRequestId) : null
  const target = asked ? await joinTargetById(db, asked.organisationId, londonDate(now)) : null
  if (!proof || !asked || !target) return 'unknown'
  const approvers = await approversOf(db, asked.organisationId, londonDate(now))
  if (!speaksStill(proof, approvers)) return 'not-yours'
  if (stageOf(asked.status) !== null && proofState(proof, now) !== 'live') return 'expired'
  const actor = answerLinkHolder(proof)
  return {
    request: asked,
    target,
    path: PAGE,
    asStaff: false,
    asMailbox: proof.accountId === null,
    run: () => ({ execute: (command, input) => request.executeAs(actor, command, input) }),
  }
}

/** The link alone decides, whoever is signed in: it may be forwarded. The history names the mailbox that it went to. */
const answerLinkHolder = ({ id, address }: Pick<AnswerProof, 'id' | 'address'>): Actor =>
  new Actor({
    identity: { kind: 'link-holder', id },
    name: `Whoever holds the link sent to ${maskedAddress(address)}`,
    door: 'web',
  })
