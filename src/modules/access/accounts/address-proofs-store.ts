import { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { hashOfToken } from '../proofs/proof-secrets.ts'
import { lockAddress } from '../proofs/proofs-store.ts'

/** A link sent to a new address of an account: whoever brings it back, signed in to that account, reads that mailbox. */
export type AddressProof = {
  readonly id: string
  readonly accountId: string
  readonly address: string
  readonly expiresAt: Temporal.Instant
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

type New = {
  readonly accountId: string
  readonly address: string
  readonly tokenHash: Buffer
  readonly now: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

export async function insertAddressProof(tx: Tx, proof: New): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.proofs')
    .values({
      id,
      purpose: 'verify-address',
      account_id: proof.accountId,
      address: proof.address,
      token_hash: proof.tokenHash,
      created_at: proof.now,
      expires_at: proof.expiresAt,
    })
    .execute()
  return id
}

const DAY = Temporal.Duration.from({ hours: 24 })

/** When the account asked for new addresses in the last day. */
export const addressesAskedFor = async (reader: Reader, accountId: string, now: Temporal.Instant) =>
  (
    await reader
      .selectFrom('access.proofs')
      .select('created_at')
      .where('purpose', '=', 'verify-address')
      .where('account_id', '=', accountId)
      .where('created_at', '>', now.subtract(DAY))
      .execute()
  ).map((row) => row.created_at)

export async function addressProofByToken(reader: Reader, token: string): Promise<AddressProof | null> {
  const row = await proofs(reader).where('token_hash', '=', hashOfToken(token)).executeTakeFirst()
  return row?.accountId ? { ...row, accountId: row.accountId } : null
}

/** The same, locked after its mailbox. */
export async function lockAddressProof(tx: Tx, token: string): Promise<AddressProof | null> {
  const found = await addressProofByToken(tx, token)
  if (!found) return null
  await lockAddress(tx, found.address)
  const row = await proofs(tx).where('id', '=', found.id).forUpdate().executeTakeFirst()
  return row?.accountId ? { ...row, accountId: row.accountId } : null
}

const proofs = (reader: Reader) =>
  reader
    .selectFrom('access.proofs')
    .select(['id', 'account_id as accountId', 'address', 'expires_at as expiresAt'])
    .select(['used_at as usedAt', 'revoked_at as revokedAt'])
    .where('purpose', '=', 'verify-address')

/** Uses one link up, and with it every other that would add the same. */
export async function useAddressProof(tx: Tx, { id, accountId, address }: AddressProof, now: Temporal.Instant) {
  await tx.updateTable('access.proofs').set({ used_at: now }).where('id', '=', id).execute()
  await tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', 'verify-address')
    .where('account_id', '=', accountId)
    .where('address', '=', address)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}
