import { sql } from 'kysely'
import { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import type { NominationProof, Proof, SignInProof } from './proof.ts'
import { folded } from './proof-rules.ts'
import { hashOfToken } from './proof-secrets.ts'
import { proofFrom } from './proofs-store.ts'

const DAY = Temporal.Duration.from({ hours: 24 })

/** When sign-in messages were asked for at one address in the last day. */
export const signInSends = async (reader: Reader, address: string, now: Temporal.Instant) =>
  (
    await reader
      .selectFrom('access.proofs')
      .select('created_at')
      .where('purpose', '=', 'sign-in')
      .where(sql<string>`lower(address)`, '=', folded(address))
      .where('created_at', '>', now.subtract(DAY))
      .execute()
  ).map((row) => row.created_at)

/** When wrong codes were entered for one address in the last day. */
export const wrongCodes = async (reader: Reader, address: string, now: Temporal.Instant) =>
  (
    await reader
      .selectFrom('access.sign_in_failures')
      .select('failed_at')
      .where('folded', '=', folded(address))
      .where('failed_at', '>', now.subtract(DAY))
      .execute()
  ).map((row) => row.failed_at)

/** When nomination links were sent to one school in the last day. */
export const nominationSends = async (reader: Reader, organisationId: string, now: Temporal.Instant) =>
  (
    await reader
      .selectFrom('access.proofs')
      .select('created_at')
      .where('purpose', '=', 'nomination')
      .where('organisation_id', '=', organisationId)
      .where('created_at', '>', now.subtract(DAY))
      .execute()
  ).map((row) => row.created_at)

/** When nomination links were sent to one mailbox in the last day, for whichever schools it serves. */
export const nominationSendsToMailbox = async (reader: Reader, address: string, now: Temporal.Instant) =>
  (
    await reader
      .selectFrom('access.proofs')
      .select('created_at')
      .where('purpose', '=', 'nomination')
      .where(sql<string>`lower(address)`, '=', folded(address))
      .where('created_at', '>', now.subtract(DAY))
      .execute()
  ).map((row) => row.created_at)

/** The sign-in message that this very browser asked for; null for anybody else's. */
export async function signInProofOfBrowser(
  reader: Reader,
  proofId: string,
  browserHash: Buffer,
): Promise<SignInProof | null> {
  const row = await reader
    .selectFrom('access.proofs')
    .selectAll()
    .where('id', '=', proofId)
    .where('purpose', '=', 'sign-in')
    .where('browser_hash', '=', browserHash)
    .executeTakeFirst()
  const proof = row && proofFrom(row)
  return proof?.purpose === 'sign-in' ? proof : null
}

/** Whether somebody has signed in by e-mail with this very browser, as long as it remembers its secret. */
export const signedInBefore = async (reader: Reader, browserHash: Buffer): Promise<boolean> =>
  (await reader
    .selectFrom('access.proofs')
    .select('id')
    .where('browser_hash', '=', browserHash)
    .where('purpose', '=', 'sign-in')
    .where('used_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

export async function signInProofByToken(reader: Reader, token: string): Promise<SignInProof | null> {
  const proof = await proofByToken(reader, token, 'sign-in')
  return proof?.purpose === 'sign-in' ? proof : null
}

export async function nominationProofByToken(reader: Reader, token: string): Promise<NominationProof | null> {
  const proof = await proofByToken(reader, token, 'nomination')
  return proof?.purpose === 'nomination' ? proof : null
}

/** A token opens only what it was sent for, whatever page it is brought to. */
async function proofByToken(reader: Reader, token: string, purpose: Proof['purpose']) {
  const row = await reader
    .selectFrom('access.proofs')
    .selectAll()
    .where('token_hash', '=', hashOfToken(token))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row ? proofFrom(row) : null
}

/** The newest nomination link of a school, whatever has become of it; null when none was ever sent. */
export async function newestNominationProof(reader: Reader, organisationId: string): Promise<NominationProof | null> {
  const row = await reader
    .selectFrom('access.proofs')
    .selectAll()
    .where('purpose', '=', 'nomination')
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const proof = row && proofFrom(row)
  return proof?.purpose === 'nomination' ? proof : null
}
