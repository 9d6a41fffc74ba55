import { type Selectable, sql } from 'kysely'
import type { AccessProofs } from '#db/schema.ts'
import { Temporal } from '#src/kit/dates.ts'
import type { Tx } from '#src/platform/db/database.ts'
import { newId } from '#src/platform/ids.ts'
import {
  NOMINATION_CHANNELS,
  type NominationChannel,
  type NominationProof,
  type Proof,
  type SignInProof,
} from './proof.ts'
import { folded } from './proof-rules.ts'
import type { HashedCode } from './proof-secrets.ts'

/** One at a time for a mailbox: limits are counted and links used up under this lock. Taken after an organisation's lock, never before. */
export const lockAddress = async (tx: Tx, address: string): Promise<void> =>
  lockName(tx, `access.address:${folded(address)}`)

/** One at a time for who has access to an organisation. */
export const lockOrganisation = async (tx: Tx, organisationId: string): Promise<void> =>
  lockName(tx, `access.organisation:${organisationId}`)

/** Of many organisations, those that nobody is changing now. Their locks are held from here on; for the others nobody waits. */
export async function tryLockOrganisations(tx: Tx, organisationIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${organisationIds}::text[]) as id
    where pg_try_advisory_xact_lock(hashtextextended('access.organisation:' || id, 0))`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

type NewSignInProof = {
  readonly address: string
  readonly accountId: string | null
  readonly tokenHash: Buffer
  readonly code: HashedCode
  readonly browserHash: Buffer
  readonly now: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly codeExpiresAt: Temporal.Instant
}

export async function insertSignInProof(tx: Tx, proof: NewSignInProof): Promise<string> {
  const id = newId()
  await tx
    .insertInto('access.proofs')
    .values({
      id,
      purpose: 'sign-in',
      address: proof.address,
      account_id: proof.accountId,
      token_hash: proof.tokenHash,
      code_hash: proof.code.hash,
      code_salt: proof.code.salt,
      browser_hash: proof.browserHash,
      created_at: proof.now,
      expires_at: proof.expiresAt,
      code_expires_at: proof.codeExpiresAt,
    })
    .execute()
  return id
}

type NewNominationProof = {
  readonly organisationId: string
  readonly address: string
  readonly channel: NominationChannel
  /** The request that it answers, if it answers one. */
  readonly linkRequestId: string | null
  readonly tokenHash: Buffer
  readonly now: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

export async function insertNominationProof(tx: Tx, proof: NewNominationProof): Promise<string> {
  const id = newId<string>()
  await insertNominationProofs(tx, [{ id, ...proof }])
  return id
}

/** As `insertNominationProof`, for many schools in one statement. */
export const insertNominationProofs = async (
  tx: Tx,
  proofs: readonly (NewNominationProof & { readonly id: string })[],
) =>
  tx
    .insertInto('access.proofs')
    .values(
      proofs.map((proof) => ({
        id: proof.id,
        purpose: 'nomination',
        address: proof.address,
        channel: proof.channel,
        organisation_id: proof.organisationId,
        link_request_id: proof.linkRequestId,
        token_hash: proof.tokenHash,
        created_at: proof.now,
        expires_at: proof.expiresAt,
      })),
    )
    .execute()

/** The proof behind a sign-in link, locked after its mailbox; null when there is none. */
export async function lockSignInProof(tx: Tx, tokenHash: Buffer): Promise<SignInProof | null> {
  const found = await tx
    .selectFrom('access.proofs')
    .select(['id', 'address'])
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', 'sign-in')
    .executeTakeFirst()
  if (!found) return null
  await lockAddress(tx, found.address)
  const proof = await lockById(tx, found.id)
  return proof?.purpose === 'sign-in' ? proof : null
}

/** Everything that one browser has asked for at the address of one of its proofs, newest first, under the mailbox's lock. */
export async function lockSignInProofsOfBrowser(
  tx: Tx,
  proofId: string,
  browserHash: Buffer,
): Promise<readonly SignInProof[]> {
  const asked = await tx
    .selectFrom('access.proofs')
    .select('address')
    .where('id', '=', proofId)
    .where('purpose', '=', 'sign-in')
    .where('browser_hash', '=', browserHash)
    .executeTakeFirst()
  if (!asked) return []
  await lockAddress(tx, asked.address)
  const rows = await tx
    .selectFrom('access.proofs')
    .selectAll()
    .where('purpose', '=', 'sign-in')
    .where(sql<string>`lower(address)`, '=', folded(asked.address))
    .where('browser_hash', '=', browserHash)
    .orderBy('created_at', 'desc')
    .forUpdate()
    .execute()
  return rows.map(proofFrom).filter((proof) => proof.purpose === 'sign-in')
}

/** A nomination proof, locked after its school; null when there is none. */
export async function lockNominationProof(tx: Tx, proofId: string): Promise<NominationProof | null> {
  const found = await tx
    .selectFrom('access.proofs')
    .select('organisation_id')
    .where('id', '=', proofId)
    .where('purpose', '=', 'nomination')
    .executeTakeFirst()
  if (!found?.organisation_id) return null
  await lockOrganisation(tx, found.organisation_id)
  const proof = await lockById(tx, proofId)
  return proof?.purpose === 'nomination' ? proof : null
}

export const markOpened = async (tx: Tx, proofId: string, now: Temporal.Instant) =>
  tx
    .updateTable('access.proofs')
    .set({ opened_at: now })
    .where('id', '=', proofId)
    .where('opened_at', 'is', null)
    .execute()

/** Uses one proof up, and with it everything else that could do the same: all live sign-in messages to the mailbox. */
export async function useSignInProof(tx: Tx, proof: SignInProof, now: Temporal.Instant) {
  await tx.updateTable('access.proofs').set({ used_at: now }).where('id', '=', proof.id).execute()
  await tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', 'sign-in')
    .where(sql<string>`lower(address)`, '=', folded(proof.address))
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Uses one nomination link up, and with it every other live one of the school. */
export async function useNominationProof(tx: Tx, proof: NominationProof, now: Temporal.Instant) {
  await tx.updateTable('access.proofs').set({ used_at: now }).where('id', '=', proof.id).execute()
  await tx
    .updateTable('access.proofs')
    .set({ revoked_at: now })
    .where('purpose', '=', 'nomination')
    .where('organisation_id', '=', proof.organisationId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** No limit looks back further than this. */
const FAILURES_ARE_KEPT = Temporal.Duration.from({ hours: 24 })

/** Counts one wrong code against every message that it could have come from, and against the mailbox; forgets old ones. */
export async function recordWrongCode(tx: Tx, proofs: readonly [SignInProof, ...SignInProof[]], now: Temporal.Instant) {
  await tx
    .updateTable('access.proofs')
    .set((update) => ({ failed_attempts: update('failed_attempts', '+', 1) }))
    .where(
      'id',
      'in',
      proofs.map(({ id }) => id),
    )
    .execute()
  await tx.deleteFrom('access.sign_in_failures').where('failed_at', '<', now.subtract(FAILURES_ARE_KEPT)).execute()
  const [newest] = proofs
  await tx
    .insertInto('access.sign_in_failures')
    .values({ id: newId(), folded: folded(newest.address), proof_id: newest.id, failed_at: now })
    .execute()
}

async function lockById(tx: Tx, id: string): Promise<Proof | null> {
  const row = await tx.selectFrom('access.proofs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? proofFrom(row) : null
}

export function proofFrom(row: Selectable<AccessProofs>): Proof {
  const common = {
    id: row.id,
    address: row.address,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    openedAt: row.opened_at,
    usedAt: row.used_at,
    revokedAt: row.revoked_at,
  }
  if (row.organisation_id) {
    const channel = NOMINATION_CHANNELS.find((known) => known === row.channel) ?? null
    return {
      ...common,
      purpose: 'nomination',
      organisationId: row.organisation_id,
      channel,
      linkRequestId: row.link_request_id,
    }
  }
  return {
    ...common,
    purpose: 'sign-in',
    accountId: row.account_id,
    browserHash: row.browser_hash,
    codeHash: row.code_hash,
    codeSalt: row.code_salt,
    codeExpiresAt: row.code_expires_at,
    failedAttempts: row.failed_attempts,
  }
}

const lockName = async (tx: Tx, name: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}
