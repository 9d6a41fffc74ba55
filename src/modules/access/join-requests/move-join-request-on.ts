import { z } from 'zod'
import { londonDate, Temporal } from '#src/kit/dates.ts'
import { demand } from '#src/kit/policy.ts'
import type { AuditEvent } from '#src/platform/audit/event.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { subjectOf } from '../emails/email-text.ts'
import { joinRequestMovedOnEmail, joinRequestRefusedEmail } from '../emails/join-request-emails.ts'
import { endAnswerProofs } from './answer-proofs-store.ts'
import { approversOf, reachOf } from './approvers-queries.ts'
import { askApprovers, movesOnAt } from './ask-approvers.ts'
import { type JoinRequest, JoinRequestId } from './join-request.ts'
import { joinRequestMovedOn, joinRequestRefused } from './join-request-events.ts'
import { joinRequestPolicy } from './join-request-policy.ts'
import { nextStage, type ReasonToMoveOn } from './join-request-rules.ts'
import { joinRequestStates, movesTo, type Stage, stageOf } from './join-request-states.ts'
import { hasReachedNobody } from './join-requests-queries.ts'
import { lockJoinRequest, moveJoinRequest, refuseRequest } from './join-requests-store.ts'
import { type JoinTarget, joinTargetById } from './join-target-queries.ts'

/** What is said to whoever asked an organisation that has closed meanwhile. */
const CLOSED = 'It cannot use this service any more'

/**
 * Brings a request that nobody answered in time, or that reached nobody, to the next who can answer, asks them and tells whoever asked. Ends it when the
 * organisation can use the service no more. Refuses one that is not due: a second worker, or a repeat, changes nothing.
 */
export const moveJoinRequestOn = command({
  name: 'access.move-join-request-on',
  input: z.object({ joinRequestId: JoinRequestId }),
  refusals: ['not-due'],
  records: [joinRequestMovedOn.name, joinRequestRefused.name],
  async run({ tx, actor, now, baseUrl, refuse }, { joinRequestId }) {
    const request = await lockJoinRequest(tx, joinRequestId)
    if (!request) return refuse('not-found')
    demand(joinRequestPolicy.moveOn(actor))
    const from = stageOf(request.status)
    const because = from === null ? null : await whyMove(tx, request, now)
    if (from === null || because === null) return refuse('not-due')
    const target = await joinTargetById(tx, request.organisationId, londonDate(now))
    if (!target) return refuse('not-found')
    const work = { request, target, because, now, baseUrl }
    return target.open ? moveOn(tx, from, work) : endForClosed(tx, work)
  },
})

/** Time is up, or all who were asked turned out to have no mailbox: then nobody is waited for. */
async function whyMove(
  tx: Tx,
  { id, movesOnAt: at }: JoinRequest,
  now: Temporal.Instant,
): Promise<ReasonToMoveOn | null> {
  if (at !== null && Temporal.Instant.compare(at, now) <= 0) return 'no-answer'
  return (await hasReachedNobody(tx, id)) ? 'not-reached' : null
}

type Work = {
  readonly request: JoinRequest
  readonly target: JoinTarget
  readonly because: ReasonToMoveOn
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

type Moved = {
  /** Where the request is now; null when it has ended. */
  readonly value: { readonly to: Stage | null }
  readonly events: readonly [AuditEvent]
  readonly send: readonly OutgoingEmail[]
}

async function moveOn(tx: Tx, from: Stage, { request, target, because, now, baseUrl }: Work): Promise<Moved> {
  const { organisation } = target
  const approvers = await approversOf(tx, request.organisationId, londonDate(now))
  const to = nextStage(from, reachOf(approvers))
  if (to === 'with-administrators' || joinRequestStates.move(movesTo[to], from) === null) {
    throw new Error(`A request cannot go from ${from} to ${to}`)
  }
  const next = await movesOnAt(tx, to, now)
  await moveJoinRequest(tx, { id: request.id, to, movesOnAt: next, now })
  const moved = { ...request, status: to, askedAt: now, movesOnAt: next }
  const asked = await askApprovers(tx, { request: moved, organisation, approvers: approvers[to], now, baseUrl })
  const { name } = request
  return {
    value: { to },
    events: [
      joinRequestMovedOn.of(subjectsOf(request, target), {
        organisation: organisation.name,
        name,
        from,
        to,
        because,
      }),
    ],
    send: [...asked, joinRequestMovedOnEmail({ request: moved, organisation, stage: to, because, baseUrl })],
  }
}

async function endForClosed(tx: Tx, { request, target, now, baseUrl }: Work): Promise<Moved> {
  const { organisation } = target
  await refuseRequest(tx, { id: request.id, accountId: null, proofId: null, now, because: CLOSED })
  await endAnswerProofs(tx, { joinRequestId: request.id, usedId: null, now })
  const { name } = request
  const refused = joinRequestRefused.of(subjectsOf(request, target), {
    organisation: organisation.name,
    name,
    because: CLOSED,
  })
  return {
    value: { to: null },
    events: [refused],
    send: [joinRequestRefusedEmail({ request, organisation, because: CLOSED, baseUrl })],
  }
}

const subjectsOf = ({ id }: JoinRequest, { organisation }: JoinTarget) =>
  [subjectOf(organisation), { kind: 'join-request', id }] as const
