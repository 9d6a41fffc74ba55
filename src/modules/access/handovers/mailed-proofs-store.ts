import type { Selectable } from 'kysely'
import type { AccessProofs } from '#db/schema.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader, Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { hashOfToken, newToken } from '../proofs/proof-secrets.ts'

export type MailedPurpose = 'object-to-handover' | 'confirm-tutor'

/** A link in a message about who is induction tutor. What it is about is the handover or the question it names. */
export type MailedProof = {
  readonly id: string
  readonly purpose: MailedPurpose
  readonly address: string
  /** Whose account it was sent to; null for the school's contact. */
  readonly accountId: string | null
  readonly aboutId: string
  readonly expiresAt: Temporal.Instant
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
}

type NewMailedProof = Pick<MailedProof, 'purpose' | 'address' | 'accountId' | 'aboutId' | 'expiresAt'> & {
  readonly now: Temporal.Instant
}

/** Makes one secret for each message; only hashes are kept. */
export async function insertMailedProofs(
  tx: Tx,
  proofs: readonly NewMailedProof[],
): Promise<readonly (NewMailedProof & { readonly id: string; readonly token: string })[]> {
  if (proofs.length === 0) return []
  const made = proofs.map((proof) => ({ proof, id: newId<string>(), token: newToken() }))
  await tx
    .insertInto('access.proofs')
    .values(
      made.map(({ proof, id, token }) => ({
        id,
        purpose: proof.purpose,
        address: proof.address,
        account_id: proof.accountId,
        handover_id: proof.purpose === 'object-to-handover' ? proof.aboutId : null,
        tutor_confirmation_id: proof.purpose === 'confirm-tutor' ? proof.aboutId : null,
        token_hash: hashOfToken(token),
        created_at: proof.now,
        expires_at: proof.expiresAt,
      })),
    )
    .execute()
  return made.map(({ proof, id, token }) => ({ ...proof, id, token }))
}

/** What a token opens, if it was sent for this purpose; null otherwise. */
export async function mailedProofByToken(
  reader: Reader,
  purpose: MailedPurpose,
  token: string,
): Promise<MailedProof | null> {
  const row = await reader
    .selectFrom('access.proofs')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst()
  return row ? mailedProofFrom(row) : null
}

export async function mailedProofById(
  reader: Reader,
  purpose: MailedPurpose,
  proofId: string,
): Promise<MailedProof | null> {
  const row = await reader
    .selectFrom('access.proofs')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('id', '=', proofId)
    .executeTakeFirst()
  return row ? mailedProofFrom(row) : null
}

/** Uses one link up, and with it every other live one about the same thing. Call it under the school's lock. */
export async function useMailedProof(tx: Tx, { id, purpose, aboutId }: MailedProof, now: Temporal.Instant) {
  await tx.updateTable('access.proofs').set({ used_at: now }).where('id', '=', id).execute()
  await revokeMailedProofs(tx, { purpose, aboutId, now })
}

type Revoking = { readonly purpose: MailedPurpose; readonly aboutId: string; readonly now: Temporal.Instant }

/** What the links were about has been settled in another way. */
export const revokeMailedProofs = async (tx: Tx, { purpose, aboutId, now }: Revoking) =>
  tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', purpose)
    .where(purpose === 'object-to-handover' ? 'handover_id' : 'tutor_confirmation_id', '=', aboutId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()

/** From now on no link to the school names anybody: whoever has one may be who was objected to. */
export const revokeNominationLinks = async (tx: Tx, organisationId: string, now: Temporal.Instant) =>
  tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', 'nomination')
    .where('organisation_id', '=', organisationId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()

function mailedProofFrom(row: Selectable<AccessProofs>): MailedProof {
  const aboutId = row.handover_id ?? row.tutor_confirmation_id
  if (aboutId === null) throw new Error(`The proof ${row.id} is about nothing`)
  return {
    id: row.id,
    purpose: row.handover_id ? 'object-to-handover' : 'confirm-tutor',
    address: row.address,
    accountId: row.account_id,
    aboutId,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
  }
}

/** Whether a link with this secret was made before. */
export const isKnownToken = async (tx: Tx, tokenHash: Buffer): Promise<boolean> =>
  (await tx.selectFrom('access.proofs').select('id').where('token_hash', '=', tokenHash).executeTakeFirst()) !==
  undefined
