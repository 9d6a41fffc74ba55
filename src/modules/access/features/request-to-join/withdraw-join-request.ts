import { z } from 'zod'
import { demand } from '#src/kit/policy.ts'
import { command } from '#src/platform/commands/command.ts'
import { subjectOf } from '../../emails/email-text.ts'
import { endAnswerProofs } from '../../join-requests/answer-proofs-store.ts'
import { JoinRequestId } from '../../join-requests/join-request.ts'
import { joinRequestWithdrawn } from '../../join-requests/join-request-events.ts'
import { joinRequestPolicy } from '../../join-requests/join-request-policy.ts'
import { joinRequestStates } from '../../join-requests/join-request-states.ts'
import { lockJoinRequest, withdrawRequest } from '../../join-requests/join-requests-store.ts'
import { organisationName } from '../../memberships/organisation-name-queries.ts'

/** Takes a request back, for whoever asked. Refuses one that is over already (`decided`). */
export const withdrawJoinRequest = command({
  name: 'access.withdraw-join-request',
  input: z.object({ joinRequestId: JoinRequestId }),
  refusals: ['decided'],
  records: [joinRequestWithdrawn.name],
  async run({ tx, actor, now, refuse }, { joinRequestId }) {
    const request = await lockJoinRequest(tx, joinRequestId)
    if (!request) return refuse('not-found')
    demand(joinRequestPolicy.withdraw(actor, request))
    if (joinRequestStates.move('withdraw', request.status) === null) refuse('decided')
    const organisation = await organisationName(tx, request.organisationId)
    if (!organisation) return refuse('not-found')
    await withdrawRequest(tx, { id: request.id, now })
    await endAnswerProofs(tx, { joinRequestId: request.id, usedId: null, now })
    const about = [subjectOf(organisation), { kind: 'join-request', id: request.id }] as const
    const { name } = request
    return { value: null, events: [joinRequestWithdrawn.of(about, { organisation: organisation.name, name })] }
  },
})
