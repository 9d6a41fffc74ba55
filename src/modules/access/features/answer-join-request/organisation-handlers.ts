import { londonDate } from '#src/kit/dates.ts'
import type { WebRequest } from '#src/platform/http/route.ts'
import { joinRequestPolicy } from '../../join-requests/join-request-policy.ts'
import { joinRequestById } from '../../join-requests/join-requests-queries.ts'
import { joinTargetById } from '../../join-requests/join-target-queries.ts'
import { MANAGING_ROLES } from '../../memberships/membership-rules.ts'
import type { Question } from './handlers.ts'

/** A request in an address below its own organisation; below another's there is none. */
export async function loadQuestion(request: WebRequest): Promise<Question | null> {
  const { db, params, now, actor } = request
  const asked = await joinRequestById(db, params['id'] ?? '')
  if (!asked || asked.organisationId !== params['organisationId']) return null
  const target = await joinTargetById(db, asked.organisationId, londonDate(now))
  if (!target) return null
  const asStaff = actor.may('support') && !actor.worksAt(asked.organisationId, ...MANAGING_ROLES)
  return {
    request: asked,
    target,
    path: `/organisations/${asked.organisationId}/join-requests/${asked.id}`,
    asStaff,
    asMailbox: false,
    run: (reason) => (reason === null ? request : request.withReason(reason)),
  }
}

/** Nobody else learns that there is a request. */
export const mayAnswer = (actor: WebRequest['actor'], { request }: Question) =>
  joinRequestPolicy.answer(actor, { organisationId: request.organisationId, proofId: null })
