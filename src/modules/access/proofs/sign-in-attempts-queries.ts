import { sql } from 'kysely'
import { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

export type SignInAttempt = {
  readonly proofId: string
  readonly address: string
  readonly askedAt: Temporal.Instant
  readonly openedAt: Temporal.Instant | null
  readonly usedAt: Temporal.Instant | null
  readonly revokedAt: Temporal.Instant | null
  readonly expiresAt: Temporal.Instant
  readonly wrongCodes: number
}

type Asked = { readonly accountId: string; readonly addresses: readonly string[]; readonly limit: number }

/** The newest sign-in messages that an account or its mailboxes asked for, and what was done with them. One query. */
export async function signInAttempts(
  reader: Reader,
  { accountId, addresses, limit }: Asked,
): Promise<readonly SignInAttempt[]> {
  const folded = addresses.map((address) => address.toLowerCase())
  return reader
    .selectFrom('access.proofs')
    .select(['id as proofId', 'address', 'created_at as askedAt', 'opened_at as openedAt', 'used_at as usedAt'])
    .select(['revoked_at as revokedAt', 'expires_at as expiresAt', 'failed_attempts as wrongCodes'])
    .where('purpose', '=', 'sign-in')
    .where((where) => where.or([where('account_id', '=', accountId), sql<boolean>`lower(address) = any(${folded})`]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

const DAY = Temporal.Duration.from({ hours: 24 })

/** When wrong codes were typed for each of the mailboxes in the last day, by the mailbox in small letters. One query. */
export async function wrongCodesByMailbox(
  reader: Reader,
  addresses: readonly string[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, readonly Temporal.Instant[]>> {
  const rows = await reader
    .selectFrom('access.sign_in_failures')
    .select(['folded', 'failed_at as failedAt'])
    .where(sql<boolean>`folded = any(${addresses.map((address) => address.toLowerCase())})`)
    .where('failed_at', '>', now.subtract(DAY))
    .execute()
  const byMailbox = Map.groupBy(rows, ({ folded }) => folded)
  return new Map([...byMailbox].map(([mailbox, found]) => [mailbox, found.map(({ failedAt }) => failedAt)]))
}
