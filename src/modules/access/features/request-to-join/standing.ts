import { Actor } from '#src/kit/actor.ts'
import { londonDate } from '#src/kit/dates.ts'
import { maskedAddress } from '#src/platform/email/masked-address.ts'
import { type MessageState, messageState } from '#src/platform/email/messages-queries.ts'
import { type Reply, redirectTo, show, showAgain, type WebRequest } from '#src/platform/http/route.ts'
import { joinAskedIntent } from '../../emails/join-request-emails.ts'
import { type AnswerProof, answerProofsOf } from '../../join-requests/answer-proofs-store.ts'
import { approversOf, reachOf } from '../../join-requests/approvers-queries.ts'
import { type JoinRequest, JoinRequestId } from '../../join-requests/join-request.ts'
import { nextStage } from '../../join-requests/join-request-rules.ts'
import { type Stage, stageOf } from '../../join-requests/join-request-states.ts'
import {
  type Decider,
  deciderOf,
  joinRequestByReference,
  newestRequestOfAccount,
} from '../../join-requests/join-requests-queries.ts'
import { type JoinTarget, joinTargetById } from '../../join-requests/join-target-queries.ts'
import { tokenIn } from '../../proofs/proof-rules.ts'
import { sentFromHere } from './handlers.ts'
import { sentPage } from './sent-page.tsx'
import { standingPage, unknownReferencePage, withdrawPage } from './standing-page.tsx'
import { withdrawJoinRequest } from './withdraw-join-request.ts'

/** Those who were asked at one stage: masked, for whoever asks has no right to names. */
export type AskedAt = {
  readonly stage: Stage
  readonly addresses: readonly string[]
  readonly at: AnswerProof['sentAt']
}

export type Standing = {
  readonly request: JoinRequest
  readonly target: JoinTarget
  readonly asked: readonly AskedAt[]
  /** Who is asked when those who have it do not answer; null once staff have it or it is over. */
  readonly next: Stage | null
  readonly decider: Decider | null
  /** What the address of its own page ends in, where that is how it was found. */
  readonly reference: string | null
  readonly now: WebRequest['now']
}

export type Sent = {
  readonly target: JoinTarget
  readonly message: MessageState
  readonly now: WebRequest['now']
}

/**
 * After sending. The same for every address, for nobody has shown yet that it is theirs: where the request stands is behind the
 * link in the mailbox. Whoever is signed in has shown it.
 */
export async function showSent(request: WebRequest, target: JoinTarget): Promise<Reply> {
  const { db, actor, now } = request
  const organisationId = target.organisation.id
  const own = actor.accountId ? await newestRequestOfAccount(db, { organisationId, accountId: actor.accountId }) : null
  if (own) return show(standingPage(await standingOf(request, own, { target, reference: null })))
  const askedId = sentFromHere(request, target)
  const message = askedId ? await messageState(db, joinAskedIntent(askedId)) : null
  return message ? show(sentPage({ target, message, now })) : redirectTo(target.path)
}

/** Where a request stands, for whoever holds its reference. */
export async function showStanding(request: WebRequest): Promise<Reply> {
  const standing = await standingBehind(request)
  return standing ? show(standingPage(standing)) : UNKNOWN
}

/** Asks whether to take the request back. Changes nothing. */
export async function showWithdraw(request: WebRequest): Promise<Reply> {
  const standing = await standingBehind(request)
  if (!standing) return UNKNOWN
  return stageOf(standing.request.status) ? show(withdrawPage(standing)) : redirectTo(pathOf(standing))
}

/** Takes the request back. One that was answered meanwhile is shown with its answer. */
export async function withdraw(request: WebRequest): Promise<Reply> {
  const standing = await standingBehind(request)
  if (!standing) return UNKNOWN
  const { id } = standing.request
  const done = await request.executeAs(referenceHolder(id), withdrawJoinRequest, {
    joinRequestId: JoinRequestId.parse(id),
  })
  return done.ok ? redirectTo(pathOf(standing)) : showAgain(standingPage((await standingBehind(request)) ?? standing))
}

const UNKNOWN: Reply = { kind: 'page', status: 404, page: unknownReferencePage() }

const pathOf = ({ reference }: Standing): string => `/join-requests/${reference}`

const referenceHolder = (joinRequestId: string): Actor =>
  new Actor({ identity: { kind: 'link-holder', id: joinRequestId }, name: 'Whoever asked to be added', door: 'web' })

async function standingBehind(request: WebRequest): Promise<Standing | null> {
  const reference = tokenIn(request.params['token'] ?? '')
  const found = reference ? await joinRequestByReference(request.db, reference) : null
  const target = found ? await joinTargetById(request.db, found.organisationId, londonDate(request.now)) : null
  return found && target ? standingOf(request, found, { target, reference }) : null
}

type Found = { readonly target: JoinTarget; readonly reference: string | null }

async function standingOf({ db, now }: WebRequest, request: JoinRequest, found: Found): Promise<Standing> {
  const stage = stageOf(request.status)
  const reach = reachOf(await approversOf(db, request.organisationId, londonDate(now)))
  return {
    ...found,
    request,
    now,
    asked: askedStages(await answerProofsOf(db, request.id), request.organisationId),
    next: stage === null || stage === 'with-staff' ? null : nextStage(stage, reach),
    decider: stage === null ? await deciderOf(db, request.id) : null,
  }
}

function askedStages(proofs: readonly AnswerProof[], organisationId: string): readonly AskedAt[] {
  const stages = new Map<Stage, AskedAt>()
  for (const proof of proofs) {
    const stage = stageAsked(proof, organisationId)
    const before = stages.get(stage)
    const addresses = [...(before?.addresses ?? []), maskedAddress(proof.address)]
    stages.set(stage, { stage, addresses, at: before?.at ?? proof.sentAt })
  }
  return [...stages.values()]
}

function stageAsked({ channel, speaksFor }: AnswerProof, organisationId: string): Stage {
  if (channel !== null) return 'with-contact'
  return speaksFor === organisationId ? 'with-administrators' : 'with-trust'
}
