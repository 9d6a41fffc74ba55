import type { Actor } from '#src/kit/actor.ts'
import { londonDate, type Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { subjectOf } from '../../emails/email-text.ts'
import { type AnswerProof, answerProofById } from '../../join-requests/answer-proofs-store.ts'
import { approversOf, speaksStill } from '../../join-requests/approvers-queries.ts'
import type { JoinRequest } from '../../join-requests/join-request.ts'
import { joinRequestPolicy } from '../../join-requests/join-request-policy.ts'
import { stageOf } from '../../join-requests/join-request-states.ts'
import { lockJoinRequest } from '../../join-requests/join-requests-store.ts'
import { type JoinTarget, joinTargetById } from '../../join-requests/join-target-queries.ts'
import { proofState } from '../../proofs/proof-rules.ts'

/** Why a request cannot be answered: somebody has (`decided`), the link is too old, or the organisation has closed. */
export const ANSWER_REFUSALS = ['decided', 'link-not-live', 'closed'] as const

type Work = {
  readonly tx: Tx
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly refuse: (code: (typeof ANSWER_REFUSALS)[number] | 'not-found', facts?: Record<string, unknown>) => never
}

export type Answering = {
  readonly request: JoinRequest
  readonly target: JoinTarget
  /** The account that answers; null for the holder of a link. */
  readonly accountId: string | null
  readonly proofId: string | null
}

/** Locks a request for whoever may answer it now. Everything that the page showed is checked again. */
export async function lockToAnswer({ tx, actor, now, refuse }: Work, joinRequestId: string): Promise<Answering> {
  const request = await lockJoinRequest(tx, joinRequestId)
  if (!request) return refuse('not-found')
  const proof = await linkOf(tx, actor, { request, now })
  demand(joinRequestPolicy.answer(actor, { organisationId: request.organisationId, proofId: proof?.id ?? null }))
  if (stageOf(request.status) === null) refuse('decided')
  if (proof && proofState(proof, now) !== 'live') refuse('link-not-live')
  const target = await joinTargetById(tx, request.organisationId, londonDate(now))
  if (!target?.open) return refuse(target ? 'closed' : 'not-found')
  return { request, target, accountId: actor.accountId, proofId: proof?.id ?? null }
}

type Asked = { readonly request: JoinRequest; readonly now: Temporal.Instant }

/**
 * The link to this request that the actor holds. Whoever lost the role since it was sent, or whose mailbox is no longer the
 * school's, holds none.
 */
async function linkOf(tx: Tx, actor: Actor, { request, now }: Asked): Promise<AnswerProof | null> {
  if (actor.identity.kind !== 'link-holder') return null
  const proof = await answerProofById(tx, actor.identity.id)
  if (proof?.joinRequestId !== request.id) return null
  const approvers = await approversOf(tx, request.organisationId, londonDate(now))
  return speaksStill(proof, approvers) ? proof : null
}

export const subjectsOf = ({ request, target }: Answering) =>
  [subjectOf(target.organisation), { kind: 'join-request', id: request.id }] as const
