import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { hashOfToken } from '../proofs/proof-secrets.ts'
import type { Approver } from './approvers-queries.ts'
import { ANSWER_LINK_LIFE } from './join-request-rules.ts'

/** A link that asks one mailbox to answer one request. */
export type AnswerProof = {
  readonly id: string
  readonly joinRequestId: string
  readonly address: string
  readonly accountId: string | null
  /** The organisation or its trust: whoever reads the mailbox answers for it. */
  readonly speaksFor: string
  readonly channel: 'main' | 'alternative' | null
  readonly sentAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

type NewAnswerProof = {
  readonly joinRequestId: string
  readonly approver: Approver
  readonly token: string
  readonly now: Temporal.Instant
}

export async function insertAnswerProof(tx: Tx, { joinRequestId, approver, token, now }: NewAnswerProof) {
  const id = newId()
  await tx
    .insertInto('access.proofs')
    .values({
      id,
      purpose: 'answer-join-request',
      join_request_id: joinRequestId,
      address: approver.address,
      account_id: approver.accountId,
      organisation_id: approver.speaksFor,
      channel: approver.channel,
      token_hash: hashOfToken(token),
      created_at: now,
      expires_at: now.add(ANSWER_LINK_LIFE),
    })
    .execute()
  return id
}

export const answerProofByToken = async (reader: Reader, token: string): Promise<AnswerProof | null> =>
  (await answerProofs(reader).where('token_hash', '=', hashOfToken(token)).executeTakeFirst()) ?? null

export const answerProofById = async (reader: Reader, id: string): Promise<AnswerProof | null> =>
  (await answerProofs(reader).where('id', '=', id).executeTakeFirst()) ?? null

/** Every link that was sent for a request, oldest first. */
export const answerProofsOf = async (reader: Reader, joinRequestId: string): Promise<readonly AnswerProof[]> =>
  answerProofs(reader).where('join_request_id', '=', joinRequestId).orderBy('created_at').orderBy('id').execute()

/** Ends every link of a request that is over: the one that answered it was used, the others can do nothing any more. */
export async function endAnswerProofs(
  tx: Tx,
  { joinRequestId, usedId, now }: { joinRequestId: string; usedId: string | null; now: Temporal.Instant },
) {
  if (usedId) await tx.updateTable('access.proofs').set({ used_at: now }).where('id', '=', usedId).execute()
  await tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', 'answer-join-request')
    .where('join_request_id', '=', joinRequestId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

const answerProofs = (reader: Reader) =>
  reader
    .selectFrom('access.proofs')
    .select(['id', 'join_request_id as joinRequestId', 'address', 'account_id as accountId', 'channel'])
    .select(['organisation_id as speaksFor', 'created_at as sentAt', 'expires_at as expiresAt'])
    .select(['used_at as usedAt', 'revoked_at as revokedAt'])
    .$narrowType<{ joinRequestId: string; speaksFor: string; channel: 'main' | 'alternative' | null }>()
    .where('purpose', '=', 'answer-join-request')
