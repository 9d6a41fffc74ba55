import { sql } from 'kysely'
import type { StaffPower } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { STAFF_POWERS } from './account.ts'

export type AddressOfPerson = {
  readonly id: string
  readonly address: string
  readonly addedAt: Temporal.Instant
  readonly verifiedAt: Temporal.Instant | null
  readonly removedAt: Temporal.Instant | null
}

export type PersonForStaff = {
  readonly id: string
  readonly name: string
  readonly createdAt: Temporal.Instant
  readonly disabledAt: Temporal.Instant | null
  readonly lastSignedInAt: Temporal.Instant | null
  readonly powers: readonly StaffPower[]
  /** In use first, then those that ended, newest first. */
  readonly addresses: readonly AddressOfPerson[]
}

/** Somebody with an account as staff see them, past addresses included; null when there is no such account. Two queries. */
export async function personForStaff(reader: Reader, accountId: string): Promise<PersonForStaff | null> {
  const account = await reader
    .selectFrom('access.accounts as account')
    .select(['account.id', 'account.name', 'account.created_at as createdAt', 'account.disabled_at as disabledAt'])
    .select([
      'account.last_signed_in_at as lastSignedInAt',
      sql<string[]>`array(
        select power.power from access.staff_powers as power
        where power.account_id = account.id and power.ended_at is null
      )`.as('powers'),
    ])
    .where('account.id', '=', accountId)
    .executeTakeFirst()
  if (!account) return null
  const addresses = await reader
    .selectFrom('access.addresses')
    .select(['id', 'address', 'added_at as addedAt', 'verified_at as verifiedAt', 'removed_at as removedAt'])
    .where('account_id', '=', accountId)
    .orderBy(sql`removed_at is not null`)
    .orderBy('removed_at', 'desc')
    .orderBy('added_at')
    .execute()
  return { ...account, powers: STAFF_POWERS.filter((power) => account.powers.includes(power)), addresses }
}
