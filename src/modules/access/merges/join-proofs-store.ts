import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { hashOfToken } from '../proofs/proof-secrets.ts'
import { JOIN_LINK_LIFE } from '../teachers/number-rules.ts'

/** A link sent to a mailbox of another account: whoever brings it back, signed in to the account that asked, has both. */
export type JoinProof = {
  readonly id: string
  /** The account that asked. */
  readonly accountId: string
  /** The mailbox of the other one. */
  readonly address: string
  readonly expiresAt: Temporal.Instant
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

type New = {
  readonly accountId: string
  readonly address: string
  readonly token: string
  readonly now: Temporal.Instant
}

export async function insertJoinProof(tx: Tx, { accountId, address, token, now }: New): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.proofs')
    .values({
      id,
      purpose: 'join-accounts',
      account_id: accountId,
      address,
      token_hash: hashOfToken(token),
      created_at: now,
      expires_at: now.add(JOIN_LINK_LIFE),
    })
    .execute()
  return id
}

/** When the account asked for such links, for their limit. */
export const joinLinksAskedFor = async (reader: Reader, accountId: string): Promise<readonly Temporal.Instant[]> =>
  (
    await reader
      .selectFrom('access.proofs')
      .select('created_at')
      .where('purpose', '=', 'join-accounts')
      .where('account_id', '=', accountId)
      .execute()
  ).map((row) => row.created_at)

export async function joinProofByToken(reader: Reader, token: string): Promise<JoinProof | null> {
  const row = await reader
    .selectFrom('access.proofs')
    .select(['id', 'account_id as accountId', 'address', 'expires_at as expiresAt'])
    .select(['used_at as usedAt', 'revoked_at as revokedAt'])
    .where('purpose', '=', 'join-accounts')
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst()
  return row?.accountId ? { ...row, accountId: row.accountId } : null
}

/** Uses a link up, and every other that the account asked for. False when it was used, revoked or has expired meanwhile. */
export async function useJoinProof(tx: Tx, { id, accountId }: JoinProof, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('access.proofs')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  await tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', 'join-accounts')
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  return numUpdatedRows === 1n
}
