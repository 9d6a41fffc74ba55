import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'

export type OwnAddress = {
  readonly id: string
  readonly address: string
  readonly verifiedAt: Temporal.Instant | null
}

/** The addresses of an account that are in use, the oldest first. */
export const addressesOf = async (reader: Reader, accountId: string): Promise<readonly OwnAddress[]> =>
  reader
    .selectFrom('access.addresses')
    .select(['id', 'address', 'verified_at as verifiedAt'])
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
