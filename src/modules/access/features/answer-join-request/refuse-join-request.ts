import { z } from 'zod'
import { command } from '#src/platform/commands/command.ts'
import { joinRequestRefusedEmail } from '../../emails/join-request-emails.ts'
import { endAnswerProofs } from '../../join-requests/answer-proofs-store.ts'
import { JoinRequestId } from '../../join-requests/join-request.ts'
import { joinRequestRefused } from '../../join-requests/join-request-events.ts'
import { LONGEST_REASON } from '../../join-requests/join-request-rules.ts'
import { refuseRequest } from '../../join-requests/join-requests-store.ts'
import { ANSWER_REFUSALS, lockToAnswer, subjectsOf } from './answering.ts'

/** Refuses a request with a reason, which whoever asked reads. The first answer counts; refuses as approving does. */
export const refuseJoinRequest = command({
  name: 'access.refuse-join-request',
  input: z.object({ joinRequestId: JoinRequestId, because: z.string().min(1).max(LONGEST_REASON) }),
  refusals: ANSWER_REFUSALS,
  records: [joinRequestRefused.name],
  async run({ tx, actor, now, baseUrl, refuse }, { joinRequestId, because }) {
    const answering = await lockToAnswer({ tx, actor, now, refuse }, joinRequestId)
    const { request, target, accountId, proofId } = answering
    await refuseRequest(tx, { id: request.id, accountId, proofId, now, because })
    await endAnswerProofs(tx, { joinRequestId: request.id, usedId: proofId, now })
    const { organisation } = target
    const { name } = request
    return {
      value: null,
      events: [joinRequestRefused.of(subjectsOf(answering), { organisation: organisation.name, name, because })],
      send: [joinRequestRefusedEmail({ request, organisation, because, baseUrl })],
    }
  },
})
