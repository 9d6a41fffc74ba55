import { londonDate, type Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import type { OutgoingEmail } from '#src/platform/email/email.ts'
import { bankHolidaysFrom } from '../../directory/public.ts'
import type { OrganisationName } from '../emails/email-text.ts'
import { answerJoinRequestEmail } from '../emails/join-request-emails.ts'
import { newToken } from '../proofs/proof-secrets.ts'
import { insertAnswerProof } from './answer-proofs-store.ts'
import type { Approver } from './approvers-queries.ts'
import type { JoinRequest } from './join-request.ts'
import { movesOnFrom } from './join-request-rules.ts'
import type { Stage } from './join-request-states.ts'

type Asking = {
  readonly request: JoinRequest
  readonly organisation: OrganisationName
  readonly approvers: readonly Approver[]
  readonly now: Temporal.Instant
  readonly baseUrl: string
}

/** A link of its own for each mailbox that is asked, and the message that carries it. Call it under the organisation's lock. */
export async function askApprovers(tx: Tx, asking: Asking): Promise<readonly OutgoingEmail[]> {
  const { request, organisation, approvers, now, baseUrl } = asking
  const emails: OutgoingEmail[] = []
  for (const approver of approvers) {
    const token = newToken()
    const proofId = await insertAnswerProof(tx, { joinRequestId: request.id, approver, token, now })
    emails.push(answerJoinRequestEmail({ proofId, request, organisation, approver, token, baseUrl }))
  }
  return emails
}

/** When a request that comes to the stage now goes on from there. One query. */
export const movesOnAt = async (tx: Tx, stage: Stage, now: Temporal.Instant): Promise<Temporal.Instant | null> =>
  movesOnFrom(stage, now, await bankHolidaysFrom(tx, londonDate(now)))
