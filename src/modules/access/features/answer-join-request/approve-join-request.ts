import { z } from 'zod'
import type { Temporal } from '#src/kit/dates.ts'
import { command } from '#src/platform/commands/command.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { accountCreated } from '../../access-events.ts'
import { joinRequestApprovedEmail } from '../../emails/join-request-emails.ts'
import { endAnswerProofs } from '../../join-requests/answer-proofs-store.ts'
import { GIVEN_ROLES, type GivenRole, JoinRequestId } from '../../join-requests/join-request.ts'
import { joinRequestApproved } from '../../join-requests/join-request-events.ts'
import { approveRequest } from '../../join-requests/join-requests-store.ts'
import { giveRole } from '../../memberships/give-role.ts'
import { roleGiven } from '../../memberships/membership-events.ts'
import { ANSWER_REFUSALS, type Answering, lockToAnswer, subjectsOf } from './answering.ts'

/**
 * Approves a request and gives the role that the approver chose, which may be another than was asked for. Without a role only
 * where somebody asks to take over as induction tutor: that is a handover, which follows. The first answer counts: refuses
 * with `decided` afterwards, and an old link, and a closed organisation.
 */
export const approveJoinRequest = command({
  name: 'access.approve-join-request',
  input: z.object({ joinRequestId: JoinRequestId, role: z.enum(GIVEN_ROLES).nullable() }),
  refusals: [...ANSWER_REFUSALS, 'no-role'],
  records: [joinRequestApproved.name, roleGiven.name, accountCreated.name],
  async run({ tx, actor, now, baseUrl, refuse }, { joinRequestId, role }) {
    const answering = await lockToAnswer({ tx, actor, now, refuse }, joinRequestId)
    const { request, target, accountId, proofId } = answering
    if (role === null && request.role !== 'induction-tutor') refuse('no-role')
    await approveRequest(tx, { id: request.id, accountId, proofId, now, givenRole: role })
    await endAnswerProofs(tx, { joinRequestId: request.id, usedId: proofId, now })
    const given = role ? await give(tx, { answering, role, now, baseUrl }) : []
    const { organisation } = target
    const approved = joinRequestApproved.of(subjectsOf(answering), {
      organisation: organisation.name,
      name: request.name,
      asked: request.role,
      given: role,
    })
    return {
      value: null,
      events: [approved, ...given],
      send: [joinRequestApprovedEmail({ request, organisation, role, baseUrl })],
    }
  },
})

type Giving = {
  readonly answering: Answering
  readonly role: GivenRole
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** The message about the approval says what the one about the role would: one is enough. */
async function give(tx: Tx, { answering: { request, target, accountId }, role, now, baseUrl }: Giving) {
  const { organisation } = target
  const { name, address } = request
  const giving = { name, address, organisation, role, because: 'request-approved', grantedBy: accountId } as const
  return (await giveRole(tx, { ...giving, now, baseUrl })).events
}
