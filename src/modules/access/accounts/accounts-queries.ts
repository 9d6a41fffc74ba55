import { sql } from 'kysely'
import type { StaffPower } from '#src/kit/actor.ts'
import type { Temporal } from '#src/kit/dates.ts'
import type { Reader } from '#src/platform/db/database.ts'
import { folded } from '../proofs/proof-rules.ts'
import { type Account, type AccountAtAddress, MEMBERSHIP_ROLES, STAFF_POWERS } from './account.ts'

/** The account that a mailbox belongs to, with what decides whether it may sign in by e-mail. One query, found or not. */
export async function accountAtAddress(reader: Reader, address: string): Promise<AccountAtAddress | null> {
  const row = await reader
    .selectFrom('access.addresses as address')
    .innerJoin('access.accounts as account', 'account.id', 'address.account_id')
    .select([
      'account.id',
      'account.name',
      'address.id as addressId',
      'address.verified_at as verifiedAt',
      'account.disabled_at as disabledAt',
      sql<boolean>`exists (
        select from access.staff_powers as power where power.account_id = account.id and power.ended_at is null
      )`.as('isStaff'),
    ])
    .where('address.folded', '=', folded(address))
    .where('address.removed_at', 'is', null)
    .executeTakeFirst()
  return row
    ? {
        id: row.id,
        name: row.name,
        addressId: row.addressId,
        verified: row.verifiedAt !== null,
        disabled: row.disabledAt !== null,
        isStaff: row.isStaff,
      }
    : null
}

export type Address = { readonly address: string; readonly verifiedAt: Temporal.Instant | null }

/** An account with its addresses in use and the powers that it has; null when there is none. Three queries. */
export async function accountWithAddresses(reader: Reader, accountId: string) {
  const account = await reader
    .selectFrom('access.accounts')
    .select(['id', 'name', 'created_at as createdAt', 'disabled_at as disabledAt'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) return null
  const addresses: readonly Address[] = await reader
    .selectFrom('access.addresses')
    .select(['address', 'verified_at as verifiedAt'])
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .execute()
  const powers = await reader
    .selectFrom('access.staff_powers')
    .select('power')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
  return { account: account satisfies Account, addresses, powers: known(powers.map(({ power }) => power)) }
}

/** Whether the account holds any power of staff. */
export const isStaffNow = async (reader: Reader, accountId: string): Promise<boolean> =>
  (await reader
    .selectFrom('access.staff_powers')
    .select('power')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

const known = (powers: readonly string[]): readonly StaffPower[] =>
  STAFF_POWERS.filter((power) => powers.includes(power))

const MOST = 500

/** Accounts that may sign in, those with the given addresses first, with what each may do. For demonstration sign-in only. */
export async function accountsThatMaySignIn(reader: Reader, first: readonly string[]) {
  const rows = await reader
    .selectFrom('access.accounts as account')
    .select([
      'account.id as accountId',
      'account.name',
      sql<string | null>`(
        select min(address.address) from access.addresses as address
        where address.account_id = account.id and address.removed_at is null
      )`.as('address'),
      sql<string[]>`array(
        select power.power from access.staff_powers as power
        where power.account_id = account.id and power.ended_at is null
      )`.as('powers'),
      sql<string[]>`array(
        select membership.role from access.memberships as membership
        where membership.account_id = account.id and membership.ended_at is null
      )`.as('roles'),
    ])
    .where('account.disabled_at', 'is', null)
    .orderBy(
      sql`exists (
        select from access.addresses as address where address.account_id = account.id and address.folded = any(${first}::text[])
      )`,
      'desc',
    )
    .orderBy('account.name')
    .limit(MOST)
    .execute()
  return rows.map(({ powers, roles, ...account }) => ({
    ...account,
    powers: STAFF_POWERS.filter((power) => powers.includes(power)),
    roles: MEMBERSHIP_ROLES.filter((role) => roles.includes(role)),
  }))
}

export type AccountThatMaySignIn = Awaited<ReturnType<typeof accountsThatMaySignIn>>[number]
