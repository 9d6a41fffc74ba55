import type { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import { BY_POST, NOMINATION_LINK_LIFE } from '../nominations/nomination-rules.ts'
import type { HashedCode } from '../proofs/proof-secrets.ts'
import { WRONG_ANSWERS_A_CODE } from '../proofs/sign-in-rules.ts'

type NewLetter = {
  readonly organisationId: string
  readonly linkRequestId: string
  readonly code: HashedCode
  /** Of a token that nobody has: the code opens the letter, and then its reader's browser is given one. */
  readonly tokenHash: Buffer
  readonly now: Temporal.Instant
}

/** A proof that goes by post. It lives as long as a link, and so does its code. */
export async function insertLetter(tx: Tx, letter: NewLetter) {
  const [id, expiresAt] = [newId(), letter.now.add(NOMINATION_LINK_LIFE)]
  await tx
    .insertInto('access.proofs')
    .values({
      id,
      purpose: 'nomination',
      address: BY_POST,
      channel: 'letter',
      organisation_id: letter.organisationId,
      link_request_id: letter.linkRequestId,
      token_hash: letter.tokenHash,
      code_hash: letter.code.hash,
      code_salt: letter.code.salt,
      created_at: letter.now,
      expires_at: expiresAt,
      code_expires_at: expiresAt,
    })
    .execute()
  return { proofId: id, expiresAt }
}

export type LiveLetter = { readonly id: string; readonly code: HashedCode }

/** The school's letters whose code may still be tried, newest first. Call it under the school's lock. */
export async function liveLetters(
  tx: Tx,
  organisationId: string,
  now: Temporal.Instant,
): Promise<readonly LiveLetter[]> {
  const rows = await tx
    .selectFrom('access.proofs')
    .select(['id', 'code_hash', 'code_salt'])
    .where('purpose', '=', 'nomination')
    .where('channel', '=', 'letter')
    .where('organisation_id', '=', organisationId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('code_expires_at', '>', now)
    .where('failed_attempts', '<', WRONG_ANSWERS_A_CODE)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.flatMap(({ id, code_hash: hash, code_salt: salt }) =>
    hash && salt ? [{ id, code: { hash, salt } }] : [],
  )
}

/** Counts a wrong code against every letter that it could have come from. */
export async function countWrongLetterCode(tx: Tx, letters: readonly LiveLetter[]): Promise<void> {
  if (letters.length === 0) return
  await tx
    .updateTable('access.proofs')
    .set((update) => ({ failed_attempts: update('failed_attempts', '+', 1) }))
    .where(
      'id',
      'in',
      letters.map(({ id }) => id),
    )
    .execute()
}

/** From now on the token opens what the letter is for: it is in the browser of whoever knew the code. */
export const giveToken = async (tx: Tx, letterId: string, tokenHash: Buffer) =>
  tx.updateTable('access.proofs').set({ token_hash: tokenHash }).where('id', '=', letterId).execute()
